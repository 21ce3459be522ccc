/* Puts kept text back into the form of an item, as if it were typed once more. */
"use strict";
// biome-ignore lint/correctness/noUnusedVariables: unsaved-typing.js uses it
class Filling {
  constructor(typedForm) {
    this.typedForm = typedForm;
    this.editors = [];
  }

  /* Resolves when the editors, too, show what they were given. */
  async fill({ fields = {}, rows = {} }) {
    for (const [name, value] of Object.entries(fields)) this.set(name, value);
    for (const [prefix, kept] of Object.entries(rows)) this.fillRows(prefix, kept);
    await Promise.all(this.editors);
  }

  fillRows(prefix, kept) {
    const group = document.getElementById(`${prefix}-group`);
    const shown = () => [...group?.querySelectorAll(`[id^="${prefix}-"]`) ?? []]
      .filter((row) => /^\d+$/.test(row.id.slice(prefix.length + 1)));
    let number = 0;
    for (const row of kept) {
      if (number >= shown().length) {
        if (row["DELETE=on"]) continue; // it is gone already
        group?.querySelector(".add-row a")?.click();
        if (number >= shown().length) break;
      }
      for (const [name, value] of Object.entries(row)) this.set(`${prefix}-${number}-${name}`, value);
      // A new row has no tick of its own until it is taken away.
      const hasTick = this.typedForm.form.elements[`${prefix}-${number}-DELETE`];
      if (row["DELETE=on"] && !hasTick) shown()[number].querySelector(".inline-deletelink")?.click();
      number += 1;
    }
    // What was never saved and had been taken away again.
    for (const row of shown().slice(number).reverse()) row.querySelector(".inline-deletelink")?.click();
  }

  set(name, value) {
    const control = this.typedForm.controls().find((each) => TypedForm.keyOf(each) === name);
    if (!control || TypedForm.same(TypedForm.typedIn(control), value)) return;
    const editor = TypedForm.editorOf(control);
    if (editor) {
      this.editors.push(new Promise((resolve) => {
        editor.setData(value, () => { editor.fire("change"); resolve(); });
      }));
    } else if (TypedForm.isTick(control)) {
      control.checked = value;
    } else if (control.options) {
      this.choose(control, value);
    } else {
      control.value = value;
    }
    for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    for (const event of ["input", "change"]) control.dispatchEvent(new Event(event, { bubbles: true }));
  }

  choose(control, words) {
    const known = new Set([...control.options].map((option) => option.value));
    if (control.matches(".admin-autocomplete")) {
      for (const value of Object.keys(words)) if (!known.has(value)) control.add(new Option(words[value], value));
    }
    for (const option of control.options) option.selected = option.value in words;
  }
}
