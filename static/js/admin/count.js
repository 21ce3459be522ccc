/* Says how long a line is while it is typed, against what print holds. Nothing is ever blocked.
   data-print-limit="22" on a field counts against a limit, data-count on a textarea only counts. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const words = document.querySelector("[data-words]")?.dataset;
  if (!words) return;
  const length = (text) => [...text.replace(/\s+/g, "")].length;

  const counter = (field, text) => {
    const output = document.createElement("output");
    const limit = Number(field.dataset.printLimit) || 0;
    output.className = "count";
    output.htmlFor = field.id;
    const show = () => {
      const number = length(text());
      const over = limit > 0 && number > limit;
      const sentence = over ? words.over : limit ? words.countOf : words.count;
      output.textContent = sentence
        .replace("{number}", number).replace("{limit}", limit).replace("{over}", number - limit);
      output.classList.toggle("count-over", over);
    };
    show();
    return { output, show };
  };

  for (const field of document.querySelectorAll("[data-print-limit]")) {
    const { output, show } = counter(field, () => field.value);
    field.after(output);
    field.addEventListener("input", show);
  }

  if (!window.CKEDITOR) return;
  const countText = (editor) => {
    const field = editor.element.$;
    if (field.dataset.count === undefined) return;
    const { output, show } = counter(field, () => editor.editable()?.$.innerText ?? "");
    editor.container.$.after(output);
    editor.on("change", show);
  };
  // The editor's own script may have been quicker than this one.
  Object.values(CKEDITOR.instances).filter((editor) => editor.status === "ready").forEach(countText);
  CKEDITOR.on("instanceReady", ({ editor }) => countText(editor));
});
