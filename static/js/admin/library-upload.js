/* Many pictures into the library: each is sent for itself, and then all are described on one page. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-library-upload]");
  if (!form) return;
  const field = form.querySelector("[type=file]");
  const goOn = form.querySelector("[data-go-on]");
  const taken = new Map(); // in the order in which they were chosen, whichever arrives first
  const uploads = new PhotoUploads(form, (card, upload) => { taken.set(upload.number, card.id); });
  const isEditable = (element) => element.matches("input:not([type=file]), textarea, select");
  const add = (files) => uploads.add(files);

  form.querySelector("[type=submit]").hidden = true;
  new FileDrop(document.querySelector("#content"), field, ({ target }) => !isEditable(target), add);

  form.addEventListener("uploads:over", () => {
    const numbers = [...new Set([...taken.keys()].sort((one, other) => one - other).map((key) => taken.get(key)))];
    if (!numbers.length) return;
    const address = `${form.dataset.describe}?photos=${numbers.join(".")}`;
    const link = goOn.querySelector("a");
    link.href = address;
    link.textContent = link.dataset.goOnWords.replace("{number}", numbers.length);
    goOn.hidden = false;
    // What was refused is read first.
    if (!uploads.uploads.some(({ state }) => state === "refused")) location.assign(address);
  });
});
