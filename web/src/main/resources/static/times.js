"use strict";
// Moments in the reader's own time zone. The page as it comes says them in the server's, with its name.
// The short form, for narrow places, leaves out the zone, and the year where it is this one.
(() => {
  const language = document.documentElement.lang === "fr" ? "fr-FR" : "en-GB";
  const day = { day: "numeric", month: "short" };
  const clock = { hour: "2-digit", minute: "2-digit" };
  const long = new Intl.DateTimeFormat(language, { ...day, year: "numeric", ...clock, timeZoneName: "short" });
  const short = new Intl.DateTimeFormat(language, { ...day, ...clock });
  const otherYear = new Intl.DateTimeFormat(language, { ...day, year: "numeric", ...clock });
  const words = (time, moment) => {
    if (time.dataset.form !== "short") return long;
    return moment.getFullYear() === new Date().getFullYear() ? short : otherYear;
  };
  for (const time of document.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (!isNaN(moment)) time.textContent = words(time, moment).format(moment);
  }
})();
