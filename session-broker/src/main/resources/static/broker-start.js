"use strict";
// Follows a start: marks the step, says where in the queue, goes on when the interface answers.
(() => {
  const page = document.getElementById("broker-start");
  if (!page) return;
  const now = document.getElementById("broker-now");
  const steps = [...document.querySelectorAll("#broker-steps li")];
  const say = (text) => { if (now.textContent !== text) now.textContent = text; };
  const go = () => { source.close(); location.replace(page.dataset.done); };
  const mark = (state) => {
    const at = steps.findIndex((step) => step.dataset.step === state);
    steps.forEach((step, i) => {
      step.classList.toggle("done", i < at);
      if (i === at) step.setAttribute("aria-current", "step"); else step.removeAttribute("aria-current");
    });
    return at < 0 ? "" : steps[at].textContent;
  };
  const mib = (bytes) => (Number(bytes) / 1048576).toFixed(1);
  const source = new EventSource(page.dataset.progress);
  source.addEventListener("step", (event) => {
    const step = JSON.parse(event.data);
    if (["ready", "failed", "stopped", "stopping"].includes(step.state)) return go();
    const name = mark(step.state);
    if (step.waits) say(page.dataset.engine);
    else if (step.position) say(page.dataset.position.replace("{n}", step.position));
    else if (step.bytes) say(page.dataset.bytes.replace("{bytes}", mib(step.bytes)).replace("{of}", mib(step.of)));
    else say(name);
  });
})();
