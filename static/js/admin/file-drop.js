/* Files that are dropped on a place, pasted there or chosen in its file field. Files that are dropped beside it do not
   take the page away. */
"use strict";
// biome-ignore lint/correctness/noUnusedVariables: gallery.js and library-upload.js use it
class FileDrop {
  /* `place` is what files are dropped on. What is pasted counts where `hears(event)` says so. */
  constructor(place, field, hears, taken) {
    this.place = place;
    this.taken = taken;
    this.isOurs = false; // a picture of this very page is being dragged
    field.addEventListener("change", () => {
      this.take(field.files);
      field.value = "";
    });
    document.addEventListener("dragstart", () => { this.isOurs = true; });
    document.addEventListener("dragend", () => { this.isOurs = false; });
    document.addEventListener("dragover", (event) => this.over(event));
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) this.mark(false); });
    document.addEventListener("drop", (event) => this.drop(event));
    document.addEventListener("paste", (event) => {
      const { clipboardData } = event;
      const isText = event.target.matches("input, textarea") && clipboardData.types.includes("text/plain");
      if (event.defaultPrevented || isText || !clipboardData.files.length || !hears(event)) return;
      event.preventDefault();
      this.take(clipboardData.files);
    });
  }

  take(files) {
    if (files.length) this.taken([...files]);
  }

  /* A file field takes what is dropped on itself. */
  bringsFiles(event) {
    return !event.target.matches?.("[type=file]") && !this.isOurs && !event.defaultPrevented && event.dataTransfer?.types.includes("Files");
  }

  mark(isOver) {
    this.place.classList.toggle("files-over", isOver);
  }

  over(event) {
    if (!this.bringsFiles(event)) return;
    const isHere = this.place.contains(event.target);
    this.mark(isHere);
    event.dataTransfer.dropEffect = isHere ? "copy" : "none";
    event.preventDefault();
  }

  drop(event) {
    this.mark(false);
    if (!this.bringsFiles(event)) return;
    event.preventDefault();
    if (this.place.contains(event.target)) this.take(event.dataTransfer.files);
  }
}
