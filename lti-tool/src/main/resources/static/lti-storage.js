"use strict";
// A window of the platform keeps a word for us while a login is under way (LTI Client Side postMessages). The page
// after the login's beginning leaves the word there and goes on; the page of a launch that came without its cookie
// asks for it. All within a second: a platform that does not answer delays nobody for longer.
(() => {
  const place = document.getElementById("platform-storage");
  if (!place) return;
  const { origin, window: name, key, word, next } = place.dataset;
  const ends = performance.now() + 1000;
  const home = window.parent === window ? window.opener : window.parent;

  const target = () => {
    if (!home || name === "_parent") return home;
    try {
      return home.frames[name] || null;
    } catch (unknown) {
      return null;
    }
  };

  // What that window said to this very question, or null. Whoever else speaks is not heard.
  const ask = (to, question, patience) =>
    new Promise((answer) => {
      const id = crypto.randomUUID();
      const finish = (said) => {
        clearTimeout(timer);
        window.removeEventListener("message", listen);
        answer(said);
      };
      const listen = ({ origin: from, source, data }) => {
        if (from !== origin || source !== to || typeof data !== "object" || data === null) return;
        if (data.message_id !== id || data.subject !== question.subject + ".response") return;
        if (data.error) return finish(null);
        if (question.key !== undefined && data.key !== question.key) return;
        if (question.value !== undefined && data.value !== question.value) return;
        finish(data);
      };
      const timer = setTimeout(finish, Math.max(0, Math.min(patience, ends - performance.now())), null);
      window.addEventListener("message", listen);
      to.postMessage({ ...question, message_id: id }, origin);
    });

  const first = (answers) =>
    Promise.any(answers.map((answer) => answer.then((said) => said ?? Promise.reject()))).catch(() => null);

  const subjects = (verb) => ["lti." + verb, "org.imsglobal.lti." + verb];

  // Both spellings of the subject are in use; a platform that says which one it knows is asked in that one alone.
  const exchange = async (verb, value) => {
    const to = target();
    if (!to) return null;
    const said = await first(subjects("capabilities").map((subject) => ask(home, { subject }, 300)));
    const offered = Array.isArray(said?.supported_messages) ? said.supported_messages : [];
    const known = subjects(verb).filter((subject) => offered.some((message) => message?.subject === subject));
    const spoken = known.length ? known : subjects(verb);
    return first(spoken.map((subject) => ask(to, { subject, key, ...value }, 1000)));
  };

  const leave = async () => {
    await exchange("put_data", { value: word });
    location.replace(next);
  };

  const fetchBack = async () => {
    const held = document.getElementById("held");
    held.hidden = true;
    const said = await exchange("get_data", {});
    if (typeof said?.value === "string") {
      place.elements.word.value = said.value;
      place.submit();
    } else {
      held.hidden = false;
    }
  };

  if (next) leave();
  else fetchBack();
})();
