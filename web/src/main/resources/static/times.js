"use strict";
// Moments in the reader's own time zone. The page as it comes says them in the server's, with its name.
(() => {
  const words = new Intl.DateTimeFormat(document.documentElement.lang === "fr" ? "fr-FR" : "en-GB", {
    day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
  });
  for (const time of document.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (!isNaN(moment)) time.textContent = words.format(moment);
  }
})();
