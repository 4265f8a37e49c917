"use strict";
// The shell page: says when it was saved and how long is left, warns before an end, says what happened, asks
// before work is handed in that was not saved, opens a tab with a fresh ticket.
(() => {
  const shell = document.getElementById("broker-shell");
  const notice = document.getElementById("shell-notice");
  const text = document.getElementById("shell-notice-text");
  const keep = document.getElementById("keep");
  const dismiss = document.getElementById("dismiss");
  const saved = document.getElementById("saved");
  const handIn = document.getElementById("hand-in");
  const anyway = document.getElementById("hand-in-anyway");
  const at = shell.dataset.session;
  const opened = new Date().toISOString();
  let dismissed = opened;
  let asking = false;

  const show = (sentence, keepable, closable) => {
    if (text.textContent !== sentence) text.textContent = sentence;
    keep.hidden = !keepable;
    dismiss.hidden = !closable;
    anyway.hidden = !asking;
    notice.hidden = false;
  };
  // The same form as times.js has.
  const clock = (moment) => new Date(moment).toLocaleTimeString(
    document.documentElement.lang === "fr" ? "fr-FR" : "en-GB", { hour: "2-digit", minute: "2-digit" });
  // Where the bar is narrow, what is pressed often lies with the rest under "More"; "Hand in" stays in sight.
  const fold = matchMedia("(max-width: 76rem)");
  const more = document.getElementById("more");
  const often = document.getElementById("often");
  const folded = () => {
    if (fold.matches) document.getElementById("more-acts").prepend(often); else more.before(often);
    more.hidden = !fold.matches && more.dataset.always !== "true";
  };
  fold.addEventListener("change", folded);
  folded();

  // A sheet closes as menus do: by Escape, by a click elsewhere, also by one into the interface.
  const outermost = (sheet) => !sheet.parentElement.closest(".folded");
  const close = (except) => {
    for (const sheet of document.querySelectorAll(".folded[open]")) {
      if (outermost(sheet) && !sheet.contains(except)) sheet.open = false;
    }
  };
  addEventListener("blur", () => close(null));
  addEventListener("pointerdown", (event) => close(event.target));
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = [...document.querySelectorAll(".folded[open]")].find(outermost);
    close(null);
    open?.querySelector("summary").focus();
  });

  const due = document.getElementById("due");
  const left = () => {
    const minutes = Math.floor((Date.parse(due.dateTime) - Date.now()) / 60_000);
    const [day, hour, minute] = due.dataset.units.split(" ");
    const words = minutes >= 1440 ? `${Math.floor(minutes / 1440)} ${day} ${Math.floor(minutes % 1440 / 60)} ${hour}`
      : minutes >= 60 ? `${Math.floor(minutes / 60)} ${hour} ${minutes % 60} ${minute}` : `${minutes} ${minute}`;
    due.nextElementSibling.textContent = minutes < 0 ? "" : `(${due.dataset.left.replace("{left}", words)})`;
  };
  if (due) { left(); setInterval(left, 20_000); }

  const look = async () => {
    try {
      const answer = await fetch(`${at}/state`, { headers: { Accept: "application/json" } });
      // Without that header it is a server whose application is being started.
      if ([401, 403, 404].includes(answer.status) && answer.headers.has("X-Correlation-Id")) return location.reload();
      if (answer.ok) tell(await answer.json());
    } catch (later) { /* asked again below */ }
    setTimeout(look, 3000);
  };
  const company = document.getElementById("company");
  const tell = (state) => {
    const guests = (state.guests || []).join(", ");
    const sentence = guests ? shell.dataset.company.replace("{names}", guests) : "";
    if (company.textContent !== sentence) company.textContent = sentence;
    company.hidden = !guests;
    if (state.lastSave && saved) {
      saved.textContent = shell.dataset.saved.replace("{time}", clock(state.lastSave));
      saved.hidden = false;
    }
    if (state.state !== "ready" || String(state.generation) !== shell.dataset.generation) return location.reload();
    if (asking && !unsaved(state)) asking = false;
    if (asking) return;
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
  dismiss.addEventListener("click", () => {
    if (!asking) dismissed = new Date().toISOString();
    asking = false;
    notice.hidden = true;
  });

  // What the interface sends by itself in its first seconds is nobody's work, so the server does not count it as
  // input until it is told that somebody went into the interface. A click or a key in there leaves one trace here:
  // this window is active too. A click in the bar makes it active for five seconds as well; what outlasts that came
  // from inside. Where a browser does not tell, the keyboard's place does, though Jupyter also takes it by itself.
  const frame = document.getElementById("interface");
  // The click that led to this page may make it active, too.
  let pressed = navigator.userActivation?.isActive ? performance.now() : -Infinity;
  const unsure = () => performance.now() - pressed < 5500;
  const somebodyInside = () => {
    if (!navigator.userActivation) return document.activeElement === frame;
    return navigator.userActivation.isActive && !unsure();
  };
  const mine = shell.dataset.mine === "true";
  let touched = null;
  const touch = () => {
    if (touched || !mine) return;
    touched = fetch(`${at}/touched`, { method: "POST", headers: { "X-CSRF-Token": shell.dataset.csrf } }).catch(() => {});
  };
  for (const kind of ["pointerdown", "keydown"]) {
    addEventListener(kind, () => {
      // Too soon to tell, and this press ends what could be told: better one question too many.
      if (unsure() && document.activeElement === frame) touch();
      pressed = performance.now();
    }, true);
  }
  const watch = () => {
    if (somebodyInside()) touch();
    if (!touched && performance.now() < 25_000) setTimeout(watch, 250);
  };
  if (mine) watch();

  const unsaved = (state) =>
    state.lastInput && Date.parse(state.lastInput) > (state.lastSave ? Date.parse(state.lastSave) : 0);
  handIn?.addEventListener("submit", async (event) => {
    event.preventDefault();
    handIn.elements.asked.value = "";
    try {
      await touched;
      const answer = await fetch(`${at}/state`, { headers: { Accept: "application/json" } });
      const state = await answer.json();
      if (unsaved(state)) {
        asking = true;
        const sentence = state.lastSave ? shell.dataset.unsaved.replace("{time}", clock(state.lastSave)) : shell.dataset.neverSaved;
        show(sentence, false, true);
        return anyway.focus();
      }
    } catch (unknown) { /* the server asks who was not asked here */ }
    handIn.submit();
  });
  anyway.addEventListener("click", () => {
    handIn.elements.asked.value = "yes";
    handIn.submit();
  });

  document.getElementById("new-tab").addEventListener("click", async (event) => {
    event.preventDefault();
    const tab = window.open("about:blank", "_blank");
    touch();
    const answer = await fetch(`${at}/entrance${shell.dataset.to || ""}`, { headers: { Accept: "application/json" } });
    const address = answer.ok ? (await answer.json()).address : null;
    if (tab && address) { tab.opener = null; tab.location = address; } else if (tab) tab.close();
  });
  setTimeout(look, 3000);
})();
