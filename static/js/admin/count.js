/* Says how long a text is while it is typed. Nothing is ever blocked.
   data-print-limit="22" on a field: its characters, against what a line of print holds. data-count on a textarea: as an
   editor counts, a Chinese character or mark is one, and so is a word or number in other letters; and its paragraphs. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const words = document.querySelector("[data-words]")?.dataset;
  if (!words) return;
  const length = (text) => [...text.replace(/\s+/g, "")].length;
  const unseen = /\p{Cf}/gu;
  const chinese = "\\p{Script=Han}\\p{Script=Bopomofo}\\u3001-\\u303f\\uff00-\\uffef“”‘’—…·";
  const counted = new RegExp(`[${chinese}]|[^\\s${chinese}]+`, "gu");

  const measure = (limit, text) => {
    const number = length(text);
    const over = number > limit;
    return [over ? words.over : words.countOf, { number, limit, over: number - limit }, over];
  };
  const measureText = (text) => {
    const number = text.replace(unseen, "").match(counted)?.length ?? 0;
    return [words.count, { number, paragraphs: text.split("\n").filter((line) => line.trim()).length }, false];
  };

  const counter = (field, measured) => {
    const output = document.createElement("output");
    output.className = "count";
    output.htmlFor = field.id;
    const show = () => {
      const [sentence, numbers, isOver] = measured();
      output.textContent = sentence.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
      output.classList.toggle("count-over", isOver);
    };
    show();
    return { output, show };
  };

  for (const field of document.querySelectorAll("[data-print-limit]")) {
    const { output, show } = counter(field, () => measure(Number(field.dataset.printLimit), field.value));
    field.after(output);
    field.addEventListener("input", show);
  }

  if (!window.CKEDITOR) return;
  const countText = (editor) => {
    const field = editor.element.$;
    if (field.dataset.count === undefined) return;
    const { output, show } = counter(field, () => measureText(editor.editable()?.$.innerText ?? ""));
    output.title = words.counted;
    editor.container.$.after(output);
    editor.on("change", show);
  };
  // The editor's own script may have been quicker than this one.
  Object.values(CKEDITOR.instances).filter((editor) => editor.status === "ready").forEach(countText);
  CKEDITOR.on("instanceReady", ({ editor }) => countText(editor));
});
