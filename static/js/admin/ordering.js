/* Puts the rows of a form in order: by dragging, by buttons and by keys. The number in [data-order], which says the
   place of a row, is kept in step. Rows keep their names: Django's own script wants those first that are stored. */
"use strict";
class OrderedRows {
  static EDGE = 90; // pixels from the edge of the window, in which it scrolls

  constructor(holder) {
    this.holder = holder;
    this.words = holder.dataset;
    this.body = holder.querySelector("tbody");
    this.status = holder.querySelector("[data-rows-status]");
    this.isSetting = false;
    this.isWaiting = false;
    this.isToBeSorted = true;
  }

  start() {
    this.holder.classList.add("has-ordering");
    for (const cell of this.body.querySelectorAll("td.field-order")) this.furnish(cell);
    this.body.addEventListener("click", (event) => this.click(event));
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("pointerdown", (event) => this.drag(event));
    // Django's own widgets tell jQuery alone.
    django.jQuery(this.body).on("input change formset:added", (event) => this.noticed(event.target));
    document.addEventListener("formset:removed", () => this.later());
    this.sort();
    this.label();
  }

  furnish(cell) {
    const button = (action, sign) => {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
      made.dataset.move = action;
      return made;
    };
    const buttons = ["up", "down"].map((action) => {
      const made = button(action, action === "up" ? "▲" : "▼");
      made.tabIndex = -1; // the grip takes the keys for both
      made.setAttribute("aria-label", this.words[action]);
      return made;
    });
    const tools = document.createElement("span");
    tools.className = "row-tools";
    tools.append(button("grip", "⠿"), ...buttons);
    cell.append(tools);
  }

  rows() {
    return [...this.body.querySelectorAll(":scope > .form-row:not(.empty-form)")];
  }

  /* A row goes with the errors that are told above it. */
  static withErrors(row) {
    const above = row.previousElementSibling;
    return above?.matches(".row-form-errors") ? [above, row] : [row];
  }

  static placeOf = (row) => row.querySelector("[data-order]");
  static indexOf = (row) => Number(row.id.match(/\d+$/));
  static partOf = (control) => control.name.replace(/^.+?-(\d+|__prefix__)-/, "");
  static valueOf = (control) => (["checkbox", "radio"].includes(control.type) ? control.checked : control.value);

  /* Whether a new row holds nothing: it is not saved, and a number alone would make it incomplete. */
  isBlank(row) {
    const empty = this.body.querySelector(".empty-form");
    if (!empty || row.matches(".has_original")) return false;
    const controls = (one) => [...one.querySelectorAll("input[name], select[name], textarea[name]")]
      .filter((control) => !control.matches("[data-order], [name$=-DELETE]"));
    const begun = new Map(controls(empty).map((control) => [OrderedRows.partOf(control), OrderedRows.valueOf(control)]));
    return controls(row).every((control) => begun.get(OrderedRows.partOf(control)) === OrderedRows.valueOf(control));
  }

  isCounted(row) {
    return !row.matches(".row-removed") && OrderedRows.placeOf(row) && !this.isBlank(row);
  }

  noticed(target) {
    if (this.isSetting) return;
    if (target.matches("[data-order]")) this.isToBeSorted = true;
    this.later();
  }

  /* Once all has been written that is written in one go. */
  later() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    queueMicrotask(() => {
      this.isWaiting = false;
      if (this.isToBeSorted) this.sort();
      this.number();
      this.label();
    });
  }

  sort() {
    this.isToBeSorted = false;
    const rank = (row) => (this.isBlank(row) ? Infinity : Number(OrderedRows.placeOf(row)?.value || 0));
    const ranks = new Map(this.rows().map((row) => [row, rank(row)]));
    const sorted = [...ranks.keys()].sort((one, other) => ranks.get(one) - ranks.get(other) || 0);
    if (sorted.some((row, at) => row !== this.rows()[at])) {
      this.body.prepend(...sorted.flatMap(OrderedRows.withErrors));
    }
  }

  /* Of equal numbers the row that was stored first stands first. Only what would stand elsewhere is numbered anew. */
  number() {
    const rows = this.rows();
    const empty = this.body.querySelector(".empty-form");
    const begun = empty && OrderedRows.placeOf(empty).value;
    for (const row of rows) {
      if (begun && OrderedRows.placeOf(row) && this.isBlank(row)) this.set(row, begun);
    }
    const counted = rows.filter((row) => this.isCounted(row));
    const places = counted.map((row) => Number(OrderedRows.placeOf(row).value));
    const isInStep = counted.every((row, at) => at === 0 || places[at - 1] < places[at] ||
      (places[at - 1] === places[at] && OrderedRows.indexOf(counted[at - 1]) < OrderedRows.indexOf(row)));
    if (isInStep) return;
    const isFresh = (row) => !row.matches(".has_original") && OrderedRows.placeOf(row).value === begun;
    const given = places.filter((place, at) => place >= 0 && !isFresh(counted[at])).sort((one, other) => one - other);
    let last = (given[0] ?? 1) - 1;
    counted.forEach((row, at) => {
      last = Math.max(given[at] ?? 0, last + 1);
      this.set(row, last);
    });
  }

  set(row, number) {
    const place = OrderedRows.placeOf(row);
    if (place.value === String(number)) return;
    place.value = number;
    this.isSetting = true;
    for (const event of ["input", "change"]) place.dispatchEvent(new Event(event, { bubbles: true }));
    this.isSetting = false;
  }

  said(words, row) {
    const rows = this.rows();
    return words.replace("{number}", rows.indexOf(row) + 1).replace("{total}", rows.length);
  }

  label() {
    const rows = this.rows();
    rows.forEach((row, at) => {
      row.querySelector("[data-move=grip]")?.setAttribute("aria-label", this.said(this.words.grip, row));
      row.querySelector("[data-move=up]")?.setAttribute("aria-disabled", at === 0);
      row.querySelector("[data-move=down]")?.setAttribute("aria-disabled", at === rows.length - 1);
    });
  }

  /* The other row moves: so this one keeps the focus and the pointer. */
  step(row, direction) {
    const rows = this.rows();
    const other = rows[rows.indexOf(row) + direction];
    if (!other) return;
    if (direction < 0) row.after(...OrderedRows.withErrors(other));
    else OrderedRows.withErrors(row)[0].before(...OrderedRows.withErrors(other));
  }

  settle(row) {
    this.later();
    this.status.textContent = this.said(this.words.moved, row);
    row.scrollIntoView({ block: "nearest" });
  }

  click({ target }) {
    const direction = { up: -1, down: 1 }[target.closest("[data-move]")?.dataset.move];
    if (!direction) return;
    const row = target.closest(".form-row");
    this.step(row, direction);
    this.settle(row);
  }

  key(event) {
    const direction = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest(".form-row");
    const onTools = event.target.matches("[data-move]");
    const isFree = event.altKey && !event.target.closest("select, textarea, .select2");
    if (!direction || !row || !(onTools || isFree)) return;
    event.preventDefault();
    this.step(row, direction);
    this.settle(row);
  }

  drag(down) {
    const grip = down.target.closest("[data-move=grip]");
    if (!grip || down.button) return;
    const row = grip.closest(".form-row");
    const from = this.rows().indexOf(row);
    let at = down.clientY;
    let isOver = false;
    const follow = () => {
      if (isOver) return;
      const edge = OrderedRows.EDGE;
      if (at < edge) window.scrollBy(0, -8);
      if (at > window.innerHeight - edge) window.scrollBy(0, 8);
      const middle = (other) => (other.getBoundingClientRect().top + other.getBoundingClientRect().bottom) / 2;
      for (const direction of [-1, 1]) {
        let other;
        const next = () => { other = this.rows()[this.rows().indexOf(row) + direction]; return other; };
        while (next() && (at - middle(other)) * direction > 0) this.step(row, direction);
      }
      requestAnimationFrame(follow);
    };
    const end = (isKept) => {
      if (isOver) return;
      isOver = true;
      stop.abort();
      row.classList.remove("row-dragged");
      while (!isKept && this.rows().indexOf(row) !== from) this.step(row, Math.sign(from - this.rows().indexOf(row)));
      if (this.rows().indexOf(row) !== from) this.settle(row);
    };
    const stop = new AbortController();
    const listen = (type, heard) => document.addEventListener(type, heard, { signal: stop.signal, capture: true });
    listen("pointermove", (event) => { at = event.clientY; });
    listen("pointerup", () => end(true));
    listen("pointercancel", () => end(false));
    listen("keydown", (event) => { if (event.key === "Escape") end(false); });
    grip.setPointerCapture(down.pointerId);
    row.classList.add("row-dragged");
    requestAnimationFrame(follow);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  for (const holder of document.querySelectorAll("[data-rows]")) {
    if (holder.querySelector("[data-order]")) new OrderedRows(holder).start();
  }
});
