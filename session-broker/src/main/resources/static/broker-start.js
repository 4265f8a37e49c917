"use strict";
// Follows a start: marks the step, says where in the queue, how much is fetched and what was written, goes on
// when the interface answers. What changes every second is shown; only what matters is said aloud.
(() => {
  const page = document.getElementById("broker-start");
  if (!page) return;
  const now = document.getElementById("broker-now");
  const pull = document.getElementById("broker-pull");
  const bytes = document.getElementById("broker-bytes");
  const bar = document.getElementById("broker-bar");
  const written = document.getElementById("broker-written");
  const log = document.getElementById("broker-log");
  const steps = [...document.querySelectorAll("#broker-steps li")];
  const say = (text, seen = true) => {
    now.classList.toggle("unseen", !seen);
    if (now.textContent.trim() !== text) now.textContent = text;
  };
  let source = null;
  const go = () => { source.close(); location.replace(page.dataset.done); };
  let at = "";
  const mark = (state) => {
    const here = steps.findIndex((step) => step.dataset.step === state);
    steps.forEach((step, i) => {
      step.classList.toggle("done", i < here);
      if (i === here) step.setAttribute("aria-current", "step"); else step.removeAttribute("aria-current");
    });
    return here < 0 ? "" : steps[here].textContent;
  };
  const mib = (count) => (Number(count) / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const fetched = (step) => {
    bytes.textContent = page.dataset.bytes.replace("{bytes}", mib(step.bytes)).replace("{of}", mib(step.of));
    bar.max = Math.max(1, Number(step.of));
    bar.value = Math.min(Number(step.bytes), bar.max);
    pull.hidden = false;
  };
  const wrote = (lines) => {
    const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
    log.textContent = lines;
    written.hidden = false;
    if (atEnd) log.scrollTop = log.scrollHeight;
  };
  const told = (event) => {
    const step = JSON.parse(event.data);
    if (["ready", "failed", "stopped", "stopping"].includes(step.state)) return go();
    const name = mark(step.state);
    if (step.bytes) fetched(step);
    else if (step.log) wrote(step.log);
    else if (step.waits) say(page.dataset.engine);
    else if (step.position) say(page.dataset.position.replace("{n}", step.position));
    else if (step.state !== at) say(name, false); // the list shows it
    if (step.state !== at && !["queued", "pulling"].includes(step.state)) pull.hidden = true;
    at = step.state;
  };
  // A browser follows anew by itself when the line is cut, but gives up when something else answers: a proxy or a server
  // whose application is being started; or the application to a visit that is over, which its page says better.
  const follow = () => {
    source = new EventSource(page.dataset.progress);
    source.addEventListener("step", told);
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(again, 3000);
    });
  };
  const again = async () => {
    try {
      const answer = await fetch(page.dataset.progress.replace(/progress$/, "state"), { headers: { Accept: "application/json" } });
      if ([401, 403, 404].includes(answer.status) && answer.headers.has("X-Correlation-Id")) return location.reload();
    } catch (later) { /* asked again below */ }
    follow();
  };
  follow();
})();
