/* A row of a form that is taken away stays where it is, struck through, until the form is saved: so there is a way back.
   Django's own script would take a new row out of the page at once, and write the numbers of the others anew. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const LINK = ".inline-deletelink";
  const tickOf = (row) => row.querySelector("td.delete input[name$='-DELETE']");

  const ticked = (row) => {
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", hidden: true });
    tick.name = `${row.id}-DELETE`;
    tick.dataset.made = "";
    row.querySelector("td.delete").append(tick);
    return tick;
  };

  const show = (holder, row) => {
    const isRemoved = Boolean(tickOf(row)?.checked);
    row.classList.toggle("row-removed", isRemoved);
    for (const cell of row.querySelectorAll("td:not(.delete)")) cell.inert = isRemoved;
    const button = row.querySelector("[data-remove-row]");
    if (button) button.textContent = isRemoved ? holder.dataset.restore : holder.dataset.remove;
  };

  const furnish = (holder, row) => {
    const cell = row.querySelector("td.delete");
    if (!cell || cell.querySelector("[data-remove-row]")) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "row-remove" });
    button.dataset.removeRow = "";
    cell.append(button);
    show(holder, row);
  };

  const rowsOf = (holder) => holder.querySelectorAll("tr.form-row:not(.empty-form)");

  /* New rows that were taken away are not sent. Django's script numbers the others in the order in which they stand. */
  const takeOut = (holder) => {
    const removed = [...holder.querySelectorAll(".row-removed:not(.has_original)")];
    if (!removed.length) return;
    const rows = [...rowsOf(holder)];
    const body = holder.querySelector("tbody");
    const byNumber = [...rows].sort((one, other) => one.id.match(/\d+$/) - other.id.match(/\d+$/));
    body.prepend(...byNumber);
    for (const row of removed) row.querySelector(LINK)?.click();
    body.prepend(...rows.filter((row) => row.isConnected));
  };

  for (const holder of document.querySelectorAll("[data-rows]")) {
    holder.classList.add("has-row-removal");
    for (const row of rowsOf(holder)) furnish(holder, row);
    holder.addEventListener("formset:added", ({ target }) => furnish(holder, target));
    // Whatever fills in the form, such as text that is put back after a crash, uses Django's link and tick.
    holder.addEventListener("click", (event) => {
      const by = event.target.closest(`[data-remove-row], ${LINK}`);
      if (!by || holder.isTakingOut) return;
      event.preventDefault();
      event.stopPropagation();
      const row = by.closest("tr.form-row");
      const tick = tickOf(row) ?? ticked(row);
      tick.checked = !tick.checked;
      tick.dispatchEvent(new Event("change", { bubbles: true }));
      if (!tick.checked && "made" in tick.dataset) tick.remove(); // the row is as it was
      holder.querySelector("[data-rows-status]").textContent = tick.checked ? holder.dataset.removed : "";
    }, true);
    holder.addEventListener("change", ({ target }) => {
      if (target.matches("[name$='-DELETE']")) show(holder, target.closest("tr.form-row"));
    });
    holder.closest("form")?.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      holder.isTakingOut = true;
      takeOut(holder);
      holder.isTakingOut = false;
    });
  }
});
