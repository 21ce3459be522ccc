/* Asks before a form with unsaved text is left, be it by a link or by a decision beside it. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector(".change-form #content-main > form");
  if (!form?.querySelector(".submit-row [type=submit]")) return;
  let changed = document.querySelector(".errornote") !== null;
  let saving = false;
  const mark = () => { changed = true; };
  form.addEventListener("input", mark);
  document.addEventListener("formset:added", mark);
  document.addEventListener("formset:removed", mark);
  // The fields that search while one types tell jQuery alone.
  window.django?.jQuery(form).on("select2:select select2:unselect", mark);
  form.addEventListener("submit", () => { saving = true; });
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) saving = false; }); // one came back to it
  const editorChanged = () =>
    window.CKEDITOR && Object.values(CKEDITOR.instances).some((editor) => editor.checkDirty());
  window.addEventListener("beforeunload", (event) => {
    if (!saving && (changed || editorChanged())) event.preventDefault();
  });
});
