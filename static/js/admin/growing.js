/* A field with data-growing is as high as the text in it. */
"use strict";
{
  const grow = (field) => {
    field.style.blockSize = "auto";
    const border = field.offsetHeight - field.clientHeight;
    if (field.scrollHeight) field.style.blockSize = `${field.scrollHeight + border}px`;
  };
  const growAll = (within) => within.querySelectorAll("[data-growing]").forEach(grow);

  document.addEventListener("input", ({ target }) => { if (target.matches("[data-growing]")) grow(target); });
  // What is one paragraph is sent by no Enter, and holds none.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && event.target.matches("[data-growing]")) event.preventDefault();
  });
  document.addEventListener("toggle", ({ target }) => growAll(target), true);
  window.addEventListener("resize", () => growAll(document));
  document.addEventListener("formset:added", ({ target }) => growAll(target));
  document.addEventListener("DOMContentLoaded", () => growAll(document));
}
