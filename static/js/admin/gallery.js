/* The gallery of an item: pictures that are dropped on it, or chosen in the library, become rows of its form. */
"use strict";
class Gallery {
  constructor(holder, drop) {
    this.holder = holder;
    this.words = drop.querySelector("[data-uploads]").dataset;
    this.picker = null;
    drop.hidden = false;
    this.uploads = new PhotoUploads(drop, (card, upload) => this.place(card, upload.number));
    new FileDrop(holder, drop.querySelector("[type=file]"), (event) => holder.contains(event.target),
      (files) => this.uploads.add(files));
    drop.querySelector("[data-choose-many]")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.picker = window.open(event.target.href, "photos", "width=900,height=700,resizable=yes,scrollbars=yes");
    });
    window.addEventListener("message", (event) => {
      const isPicker = event.origin === location.origin && event.source === this.picker;
      if (isPicker) for (const card of event.data.photos ?? []) this.place(card);
    });
    holder.closest("form").addEventListener("submit", (event) => this.submit(event), true);
    holder.addEventListener("photo:shown", ({ target, detail }) => Gallery.describe(target.closest("tr"), detail));
  }

  rows() {
    return [...this.holder.querySelectorAll("tr.form-row:not(.empty-form)")];
  }

  /* In the order in which they were dropped, whichever arrives first. Return words where it stands here already. */
  place(card, number = Infinity) {
    const photoOf = (row) => row.querySelector("[name$='-photo']");
    const isThere = this.rows().some((row) => !row.matches(".row-removed") && photoOf(row).value === String(card.id));
    if (isThere) return this.words.placed;
    this.holder.querySelector(".add-row a").click();
    const row = this.rows().reduce((last, one) => (Number(one.id.match(/\d+$/)) > Number(last.id.match(/\d+$/)) ? one : last));
    row.dataset.dropped = number;
    const later = this.rows().find((one) => Number(one.dataset.dropped) > number);
    if (later) later.before(row);
    const photo = photoOf(row);
    photo.value = card.id;
    photo.dispatchEvent(new CustomEvent("photo:shown", { bubbles: true, detail: card }));
    photo.dispatchEvent(new Event("input", { bubbles: true }));
    return "";
  }

  /* What the library says of a picture is not written over here. */
  static describe(row, card) {
    const alt = row.querySelector("[data-alt]");
    if (!alt) return;
    if (card.alt || alt.disabled) alt.value = card.alt;
    alt.disabled = Boolean(card.alt);
  }

  submit(event) {
    const { pending } = this.uploads;
    if (!pending) return;
    if (window.confirm(this.words.pending.replace("{pending}", pending))) {
      this.uploads.isLeft = true;
    } else {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }
}

document.addEventListener("DOMContentLoaded", () => {
  for (const drop of document.querySelectorAll("[data-rows] [data-file-drop]")) {
    new Gallery(drop.closest("[data-rows]"), drop);
  }
});
