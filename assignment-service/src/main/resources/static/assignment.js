"use strict";
// Shows and reads the dates of a form in the browser's own time zone, and says which one that is.
for (const form of document.querySelectorAll("[data-assignment-form]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const field = form.querySelector("[data-zone]");
  if (zone && field) {
    field.value = zone;
    form.querySelector("[data-zone-name]").textContent = zone;
    for (const input of form.querySelectorAll("[data-moment]")) {
      const moment = new Date(input.dataset.moment);
      const typed = input.value !== input.defaultValue; // by somebody who was quicker than this
      if (!typed && !Number.isNaN(moment.getTime())) {
        const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60000);
        input.value = local.toISOString().slice(0, 16);
      }
    }
  }
}
// Choosing a file or typing a URL chooses the way that it belongs to.
for (const [id, way] of [["f-archive", "archive"], ["f-git_url", "git"], ["f-copy", "copy"]]) {
  document.getElementById(id)?.addEventListener("input", () => {
    document.querySelector(`input[name=material][value=${way}]`).checked = true;
  });
}
document.getElementById("problems")?.focus();
