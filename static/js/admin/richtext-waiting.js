/* A form is not sent while pictures are on their way into one of its texts. It says so, and goes when they are here. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  if (!window.CKEDITOR) return;
  const waiting = new WeakMap(); // {a form: the line that says so}

  const onTheirWay = (form) => Object.values(CKEDITOR.instances)
    .filter((editor) => editor.element.$.form === form)
    .flatMap((editor) => editor.uploadRepository?.loaders ?? [])
    .filter((loader) => !loader.isFinished());

  const arrived = (loader) => new Promise((resolve) => {
    const look = () => {
      if (loader.isFinished()) resolve(loader.status === "uploaded");
    };
    loader.on("update", look, null, null, 999); // the picture is in the text by then
    look();
  });

  const lineOf = (form, submitter) => {
    const line = waiting.get(form) ?? document.createElement("output");
    line.className = "waiting";
    (submitter?.parentElement ?? form).append(line);
    waiting.set(form, line);
    return line;
  };

  // Before everybody else who hears of it.
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    const loaders = onTheirWay(form);
    if (!loaders.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.matches("[aria-busy]")) return; // it goes once
    const [{ editor }] = loaders;
    const { words } = editor.config;
    const line = lineOf(form, submitter);
    form.setAttribute("aria-busy", "true");
    line.textContent = words.uploading;
    let all = true;
    for (let rest = loaders; rest.length; rest = onTheirWay(form)) {
      all = (await Promise.all(rest.map(arrived))).every(Boolean) && all;
    }
    form.removeAttribute("aria-busy");
    line.textContent = all ? "" : words.notSaved;
    if (all) form.requestSubmit(submitter);
    else editor.container.$.scrollIntoView({ block: "nearest" });
  }, true);
});
