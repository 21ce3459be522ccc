/* What the form of an item holds: what the server sent, what is typed now, and how kept text gets back into it. */
"use strict";
class TypedForm {
  static NEVER_KEPT = [
    ..."hidden password file submit button reset image".split(" ").map((type) => `[type=${type}]`),
    "[name=csrfmiddlewaretoken]", "[name*=password i]", "[name*=__prefix__]", ":disabled", "[name='']", ":not([name])",
  ].join();

  constructor(form) {
    this.form = form;
    this.sent = this.read((control) => TypedForm.sentIn(control));
  }

  static editorOf = (control) => window.CKEDITOR?.instances[control.id];
  static isTick = (control) => ["checkbox", "radio"].includes(control.type);
  static keyOf = (control) => (TypedForm.isTick(control) ? `${control.name}=${control.value}` : control.name);

  /* A choice is kept with its words: a field that searches knows no others than it was sent with. */
  static chosen = (options) => Object.fromEntries(options.map((option) => [option.value, option.text]));

  static typedIn(control) {
    if (TypedForm.isTick(control)) return control.checked;
    if (control.options) return TypedForm.chosen([...control.selectedOptions]);
    const editor = TypedForm.editorOf(control);
    return editor?.status === "ready" ? editor.getData() : control.value;
  }

  static sentIn(control) {
    if (TypedForm.isTick(control)) return control.defaultChecked;
    if (!control.options) return control.defaultValue;
    const options = [...control.options].filter((option) => option.defaultSelected);
    return TypedForm.chosen(options.length || control.multiple ? options : [...control.options].slice(0, 1));
  }

  static plain(value) {
    if (typeof value === "string") return value.replace(/\s+/g, " ").trim();
    if (Array.isArray(value)) return value.map(TypedForm.plainRow);
    return typeof value === "object" ? Object.keys(value) : value;
  }

  static plainRow = (row) => Object.entries(row).map(([name, value]) => [name, TypedForm.plain(value)]);

  static same = (one, other) => JSON.stringify(TypedForm.plain(one)) === JSON.stringify(TypedForm.plain(other));

  static isWithin = (typed, state) => ["fields", "rows"].every((kind) =>
    Object.entries(typed[kind] ?? {}).every(([name, value]) =>
      !(name in state[kind]) || TypedForm.same(value, state[kind][name])));

  controls() {
    const all = [...this.form.elements].filter((control) => control.matches("input, select, textarea"));
    return all.filter((control) => !control.matches(TypedForm.NEVER_KEPT));
  }

  read(valueIn = TypedForm.typedIn) {
    const state = { fields: {}, rows: {} };
    for (const group of this.form.querySelectorAll(".js-inline-admin-formset")) {
      state.rows[group.id.replace(/-group$/, "")] = [];
    }
    for (const control of this.controls()) {
      const [, prefix, number, name] = TypedForm.keyOf(control).match(/^(.+?)-(\d+)-(.+)$/) ?? [];
      if (prefix in state.rows) {
        state.rows[prefix][number] ??= {};
        state.rows[prefix][number][name] = valueIn(control);
      } else {
        state.fields[TypedForm.keyOf(control)] = valueIn(control);
      }
    }
    for (const rows of Object.values(state.rows)) rows.splice(0, rows.length, ...Array.from(rows, (row) => row ?? {}));
    return state;
  }

  /* The editor writes the same text in its own way; that is no change. */
  settleEditor(editor) {
    const control = editor.element.$;
    if (control.form === this.form && control.value === control.defaultValue && control.name in this.sent.fields) {
      this.sent.fields[control.name] = editor.getData();
    }
  }

  /* Fields one by one, rows of one kind together. */
  changes() {
    const now = this.read();
    const changed = (kind) => Object.fromEntries(
      Object.entries(now[kind]).filter(([name, value]) => !TypedForm.same(value, this.sent[kind][name] ?? "")));
    return { fields: changed("fields"), rows: changed("rows") };
  }
}
