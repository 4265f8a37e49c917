// Keeps values for tools, each tool's origin for itself, and gives them back (LTI postMessage storage).
(() => {
  const { prefix, elsewhere } = document.currentScript.dataset;
  const kept = new Map();
  window.addEventListener("message", ({ data, origin, source }) => {
    const subject = String(data?.subject);
    if (!subject.startsWith(prefix)) return;
    const answer = { subject: subject + ".response", message_id: data.message_id };
    const place = JSON.stringify([origin, data.key]);
    switch (subject.slice(prefix.length)) {
      case "capabilities":
        answer.supported_messages = ["put_data", "get_data"].map((verb) => ({
          subject: prefix + verb,
          frame: elsewhere || "_parent",
        }));
        break;
      case "put_data":
        if (elsewhere) return;
        kept.set(place, data.value);
        Object.assign(answer, { key: data.key, value: data.value });
        break;
      case "get_data":
        if (elsewhere) return;
        Object.assign(answer, { key: data.key, value: kept.get(place) });
        break;
      default:
        return;
    }
    source.postMessage(answer, origin);
  });
})();
