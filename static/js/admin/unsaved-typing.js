/* Keeps in this browser what is typed into the form of an item, until it is saved; after a crash it is offered back.
   Nothing is sent, and nothing is put back or thrown away without a click. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  KeptTyping.removeOld();
  const unsavedKey = KeptTyping.settle();
  const bar = document.querySelector("[data-typing]");
  const form = document.querySelector(".change-form #content-main > form");
  if (!bar || !form?.querySelector(".submit-row [type=submit]")) return;
  const PAUSE = 1000; // milliseconds
  const refused = document.querySelector(".errornote") !== null;
  const version = Number(bar.dataset.version);
  const storage = new KeptTyping(bar.dataset.person);
  const tabs = new OwnTabs(bar.dataset.person, storage.key, document.querySelector("[data-own-tabs]"));
  const typedForm = new TypedForm(form);
  let kept = { version, fields: {}, rows: {} };
  let pause = null;
  let filling = false;
  let offers = [];

  const keep = () => {
    clearTimeout(pause);
    pause = null;
    if (filling) return;
    const { fields, rows } = typedForm.changes();
    const typed = { version: kept.version, fields: { ...kept.fields, ...fields }, rows: { ...kept.rows, ...rows } };
    if (Object.keys(typed.fields).length || Object.keys(typed.rows).length) storage.write(typed);
    else storage.remove();
  };
  const later = () => {
    clearTimeout(pause);
    pause = setTimeout(keep, PAUSE);
  };
  const atOnce = () => { if (pause) keep(); };

  /* From now on this page goes on with what another one has kept, under its own key: that other one may still write. */
  const goOn = (entry, fields = {}, rows = {}) => {
    storage.write({ version: entry.version, fields: entry.fields, rows: entry.rows });
    KeptTyping.remove(entry.key);
    kept = { version: entry.version, fields, rows };
  };

  const offer = () => {
    const [entry] = offers;
    bar.hidden = !entry;
    if (!entry) return;
    const today = new Date(entry.at).toDateString() === new Date().toDateString();
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const time = new Intl.DateTimeFormat(
      document.documentElement.lang, today ? clock : { month: "long", day: "numeric", ...clock }).format(entry.at);
    const since = entry.version === version ? "" : bar.dataset.since;
    bar.querySelector("[data-typing-words]").textContent = bar.dataset.offer.replace("{time}", time) + since;
  };

  const start = () => {
    for (const entry of storage.earlier()) {
      if (tabs.others.has(entry.key)) continue; // it is being typed, in another tab
      const isShown = TypedForm.isWithin(entry, typedForm.read());
      // A form that came back refused was sent with what was typed: that is not saved.
      if (refused && (isShown || entry.key === unsavedKey)) goOn(entry, entry.fields, entry.rows);
      else if (!refused && TypedForm.isWithin(entry, typedForm.sent)) KeptTyping.remove(entry.key);
      else if (isShown) goOn(entry);
      else offers.push(entry);
    }
    offer();
  };

  bar.querySelector("[data-typing-restore]").addEventListener("click", async () => {
    const [entry] = offers;
    offers = [];
    offer();
    goOn(entry);
    filling = true;
    await new Filling(typedForm).fill(entry);
    filling = false;
    later();
  });
  bar.querySelector("[data-typing-discard]").addEventListener("click", () => {
    KeptTyping.remove(offers.shift().key);
    offer();
  });

  // jQuery hears what Django's own widgets tell jQuery alone; after a click on a calendar nothing else is told.
  django.jQuery(document).on("input change click", later);
  document.addEventListener("visibilitychange", atOnce);
  window.addEventListener("pagehide", atOnce);
  form.addEventListener("submit", () => {
    keep();
    storage.noteSubmitted();
  });

  const editors = form.querySelectorAll("textarea[data-type=ckeditortype]:not([id*=__prefix__])");
  if (!editors.length || !window.CKEDITOR?.env.isCompatible) {
    start();
    return;
  }
  const waiting = new Set([...editors].map((textarea) => textarea.id));
  const ready = (editor) => {
    typedForm.settleEditor(editor);
    editor.on("change", later);
    if (waiting.delete(editor.name) && !waiting.size) start();
  };
  Object.values(CKEDITOR.instances).filter((editor) => editor.status === "ready").forEach(ready);
  CKEDITOR.on("instanceReady", ({ editor }) => ready(editor));
});
