"use strict";
// Waits for the end of a session that is being stopped, then shows the page anew.
(() => {
  const page = document.getElementById("broker-stopped");
  if (!page || !page.dataset.state) return;
  const look = async () => {
    try {
      const answer = await fetch(page.dataset.state, { headers: { Accept: "application/json" } });
      if (answer.ok && (await answer.json()).state !== "stopping") return location.reload();
    } catch (later) { /* the network comes back or it does not: ask again */ }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1000);
})();
