/* Ctrl+S, on a Mac ⌘S, saves a form and stays in it, like its button that does so, wherever in it one is writing. Then
   it opens at the same place, with the caret where it was and what the desk says in sight. A form goes once. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector(".change-form #content-main form [type=submit][name=_continue]");
  const PLACE = "jinlin:place";
  const TOO_LONG = 10_000; // milliseconds: then the page is still here, and may be sent again
  const LOOK = 8000; // milliseconds in which a line or two are read
  let going = false;

  const attempt = (action) => {
    try {
      return action();
    } catch {
      return null; // a storage that is full or forbidden, a field that has no caret
    }
  };

  const editorOf = (element) => Object.values(window.CKEDITOR?.instances ?? {}).find((editor) =>
    editor.container?.$.contains(element));

  /* Where one is writing: in which field or editor, how far down that stands on the screen, and the caret in it. */
  const place = () => {
    const field = document.activeElement;
    const editor = editorOf(field);
    const shown = editor ? editor.container.$ : field;
    return {
      path: location.pathname,
      top: shown.getBoundingClientRect().top,
      id: editor ? null : field.id,
      caret: editor ? null : attempt(() => [field.selectionStart, field.selectionEnd]),
      editor: editor?.name,
      marks: editor?.getSelection()?.createBookmarks2(true),
      inner: editor?.window.getScrollPosition().y,
    };
  };

  const save = (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, repeat } = event;
    if (!button || key.toLowerCase() !== "s" || ctrlKey === metaKey || altKey || shiftKey) return;
    event.preventDefault();
    // What is typed into the form of a decision would be lost with this page.
    if (event.target.form && event.target.form !== button.form) return;
    if (going || repeat || window.CKEDITOR?.dialog?.getCurrent()) return;
    attempt(() => sessionStorage.setItem(PLACE, JSON.stringify(place())));
    button.form.requestSubmit(button);
  };

  const keepInSight = (element) => {
    element?.classList.add("in-sight");
    setTimeout(() => element?.classList.remove("in-sight"), LOOK);
  };

  /* Editors grow as they get ready, and push aside what stands below, until somebody takes over. */
  let stand = () => {};
  const standAt = (shown, top) => {
    stand = () => window.scrollBy({ top: shown.getBoundingClientRect().top - top, behavior: "instant" });
    for (const kind of ["wheel", "pointerdown", "keydown"]) {
      window.addEventListener(kind, () => { stand = () => {}; }, { once: true });
    }
    stand();
  };

  const returnTo = (was) => {
    keepInSight(document.querySelector(".messagelist"));
    const field = was.id && document.getElementById(was.id);
    if (!field) return;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    field.focus({ preventScroll: true });
    attempt(() => field.setSelectionRange(...was.caret));
    standAt(field, was.top);
  };

  /* An empty paragraph is not saved, and with it goes the caret's place: then it stands at the end. */
  const selectIn = (editor, marks) => attempt(() => {
    // Where nothing stands at an address, the editor returns what is round it.
    const stands = ({ start }) => editor.document.getByAddress(start, true).getAddress(true).length === start.length;
    if (!marks.every(stands)) return false;
    editor.getSelection().selectBookmarks(marks);
    return true;
  });

  const returnInto = (editor, was) => {
    editor.focus();
    if (!selectIn(editor, was.marks)) {
      const end = editor.createRange();
      end.moveToElementEditEnd(editor.editable());
      end.select();
    }
    editor.window.$.scrollTo(0, was.inner);
    standAt(editor.container.$, was.top);
  };

  const was = attempt(() => JSON.parse(sessionStorage.getItem(PLACE)));
  attempt(() => sessionStorage.removeItem(PLACE));
  const before = document.referrer && new URL(document.referrer).pathname;
  const comesBack = was && before === was.path && !document.querySelector(".errornote");
  if (comesBack) returnTo(was);

  const serve = (editor) => {
    const listen = () => editor.document.$.addEventListener("keydown", save);
    editor.on("contentDom", listen);
    if (editor.document) listen();
    if (!comesBack) return;
    const ready = () => (editor.name === was.editor ? returnInto(editor, was) : stand());
    if (editor.status === "ready") ready();
    else editor.on("instanceReady", ready);
  };
  document.addEventListener("keydown", save);
  if (window.CKEDITOR) {
    Object.values(CKEDITOR.instances).forEach(serve);
    CKEDITOR.on("instanceCreated", ({ editor }) => serve(editor));
  }

  // After those who hold it back, until pictures have arrived for one.
  button?.form.addEventListener("submit", (event) => {
    if (going) event.preventDefault();
    if (event.defaultPrevented) return;
    going = true;
    setTimeout(() => { going = false; }, TOO_LONG);
  });
  window.addEventListener("pageshow", () => { going = false; });
});
