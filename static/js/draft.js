// Keeps a question that was not sent yet in this browser for a day, and nowhere else.
(() => {
  const DAY = 24 * 60 * 60 * 1000; // milliseconds
  const name = (desk) => `jinlin:question:${desk}`;
  const storage = (act) => {
    try { return act(localStorage); } catch { return null; } // a browser that keeps nothing
  };
  const forget = (desk) => storage((kept) => kept.removeItem(name(desk)));
  const recall = (desk) => {
    const kept = storage((kept) => JSON.parse(kept.getItem(name(desk))));
    if (kept?.text && Date.now() - kept.at < DAY) return kept.text;
    forget(desk);
    return "";
  };

  const sent = document.querySelector("[data-draft-sent]");
  if (sent) forget(sent.dataset.draftSent);

  const field = document.querySelector("textarea[data-draft]");
  if (!field) return;
  const desk = field.dataset.draft;
  const note = document.querySelector("[data-draft-note]");
  const text = note && !field.value ? recall(desk) : "";
  if (text) {
    field.value = text;
    note.hidden = false;
    note.querySelector("[data-draft-clear]").addEventListener("click", () => {
      field.value = "";
      note.hidden = true;
      forget(desk);
      field.focus();
    });
  }
  const keep = () => storage((kept) => kept.setItem(name(desk), JSON.stringify({ text: field.value, at: Date.now() })));
  if (field.value && !text) keep();
  field.addEventListener("input", keep);
})();
