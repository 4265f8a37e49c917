"use strict";
// The shell page: warns before an end, says what happened, opens a tab with a fresh ticket.
(() => {
  const shell = document.getElementById("broker-shell");
  const notice = document.getElementById("shell-notice");
  const text = document.getElementById("shell-notice-text");
  const keep = document.getElementById("keep");
  const dismiss = document.getElementById("dismiss");
  const at = shell.dataset.session;
  const opened = new Date().toISOString();
  let dismissed = opened;

  const show = (sentence, keepable, closable) => {
    if (text.textContent !== sentence) text.textContent = sentence;
    keep.hidden = !keepable;
    dismiss.hidden = !closable;
    notice.hidden = false;
  };
  const fold = matchMedia("(max-width: 40rem)");
  const more = document.querySelector(".workbar-more");
  const folded = () => { more.open = !fold.matches; };
  fold.addEventListener("change", folded);
  folded();

  const look = async () => {
    try {
      const answer = await fetch(`${at}/state`, { headers: { Accept: "application/json" } });
      if (answer.status === 401 || answer.status === 404) return location.reload();
      if (answer.ok) tell(await answer.json());
    } catch (later) { /* asked again below */ }
    setTimeout(look, 3000);
  };
  const tell = (state) => {
    if (state.state !== "ready" || String(state.generation) !== shell.dataset.generation) return location.reload();
    if (state.warn) {
      const minutes = String(Math.max(1, Math.ceil(state.endsInSeconds / 60)));
      show((state.keepable ? shell.dataset.warn : shell.dataset.lifetime).replace("{n}", minutes), state.keepable, false);
    } else if (state.memoryRanOut && state.memoryRanOut > dismissed) {
      show(shell.dataset.memory, false, true);
    } else {
      notice.hidden = true;
    }
  };
  keep.addEventListener("click", async () => {
    await fetch(`${at}/keep`, { method: "POST", headers: { "X-CSRF-Token": shell.dataset.csrf } });
    notice.hidden = true;
  });
  dismiss.addEventListener("click", () => { dismissed = new Date().toISOString(); notice.hidden = true; });

  document.getElementById("new-tab").addEventListener("click", async (event) => {
    event.preventDefault();
    const tab = window.open("about:blank", "_blank");
    const answer = await fetch(`${at}/entrance${shell.dataset.to}`, { headers: { Accept: "application/json" } });
    const address = answer.ok ? (await answer.json()).address : null;
    if (tab && address) { tab.opener = null; tab.location = address; } else if (tab) tab.close();
  });
  setTimeout(look, 3000);
})();
