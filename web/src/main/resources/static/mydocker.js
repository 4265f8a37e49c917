"use strict";
// "Open in a new tab" with one click. Without this script the form leads to a page with the link.
(() => {
  const form = document.getElementById("pop-out");
  if (!form) return;
  form.addEventListener("submit", async (event) => {
    const tab = window.open("about:blank", "_blank");
    if (!tab) return;
    event.preventDefault();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      });
      if (!answer.ok) throw new Error(answer.status);
      tab.opener = null;
      tab.location = new URL((await answer.json()).url, location.href).href;
    } catch (failed) {
      tab.close();
      form.submit();
    }
  });
})();
