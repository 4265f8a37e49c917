// Jupyter sends nothing while somebody types, so the gateway is told: "Hand in" asks about what was typed since the last
// save. At most every two seconds, and at once after a save. What is typed during a save is told again after it.
define(["base/js/namespace", "base/js/events"], (Jupyter, events) => {
  "use strict";
  let told = -Infinity;
  let later = null;
  let typed = false;
  const tell = () => {
    typed = true;
    if (later) return;
    const wait = told + 2000 - performance.now();
    if (wait > 0) {
      later = setTimeout(() => { later = null; tell(); }, wait);
      return;
    }
    told = performance.now();
    fetch("/.mydocker/typed", { method: "POST" }).catch(() => {});
  };
  const begin = () => {
    clearTimeout(later);
    later = null;
    typed = false;
    told = -Infinity;
  };
  const end = () => {
    if (!typed) return;
    begin();
    tell();
  };
  // A notebook is changed by what a cell prints, too; then nobody pressed anything lately.
  const somebody = () => navigator.userActivation?.isActive !== false;
  return {
    load_ipython_extension() {
      if (Jupyter.notebook) {
        events.on("set_dirty.Notebook", (event, now) => { if (now.value && somebody()) tell(); });
        events.on("before_save.Notebook", begin);
        events.on("notebook_saved.Notebook notebook_save_failed.Notebook", end);
      } else if (Jupyter.editor) {
        Jupyter.editor.codemirror.on("change", (editor, change) => { if (change.origin !== "setValue") tell(); });
        events.on("file_saving.Editor", begin);
        events.on("file_saved.Editor file_save_failed.Editor", end);
      }
    },
  };
});
