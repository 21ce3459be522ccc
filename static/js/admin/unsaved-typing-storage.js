/* What was typed and not saved, as this browser keeps it: for one person, one form and one opening of it.
   Full or forbidden, the storage does nothing, and nobody is told. */
"use strict";
// biome-ignore lint/correctness/noUnusedVariables: unsaved-typing.js uses it
class KeptTyping {
  static PREFIX = "jinlin:typing:";
  static SUBMITTED = "jinlin:typing-submitted";
  static LASTS = 7 * 24 * 60 * 60 * 1000; // milliseconds

  constructor(person) {
    this.form = `${KeptTyping.PREFIX}${person}:${location.pathname}:`;
    // Tabs that a browser opens again all at once have one moment, and each its own key.
    this.key = `${this.form}${Date.now()}-${Math.random().toString(36).slice(2)}`;
  }

  static attempt(action) {
    try {
      return action();
    } catch {
      return undefined;
    }
  }

  static all() {
    const keys = KeptTyping.attempt(() => Object.keys(localStorage)) ?? [];
    return keys.filter((key) => key.startsWith(KeptTyping.PREFIX)).map((key) => {
      return { key, ...KeptTyping.attempt(() => JSON.parse(localStorage.getItem(key))) };
    });
  }

  /* Whether anybody's typing is kept of the form at `path`. */
  static isKeptFor(path) {
    return KeptTyping.all().some(({ key }) => key.slice(KeptTyping.PREFIX.length).replace(/^\d+/, "").startsWith(`:${path}:`));
  }

  static remove(key) {
    KeptTyping.attempt(() => localStorage.removeItem(key));
  }

  static removeOld() {
    for (const { key, at } of KeptTyping.all()) if (!(at > Date.now() - KeptTyping.LASTS)) KeptTyping.remove(key);
  }

  /* What earlier openings of this form have left, the newest first. */
  earlier() {
    const found = KeptTyping.all().filter(({ key }) => key.startsWith(this.form) && key !== this.key);
    return found.sort((one, other) => other.at - one.at);
  }

  write(typed) {
    KeptTyping.attempt(() => localStorage.setItem(this.key, JSON.stringify({ ...typed, at: Date.now() })));
  }

  remove() {
    KeptTyping.remove(this.key);
  }

  /* The page that comes next learns whether it was saved. */
  noteSubmitted() {
    const note = JSON.stringify({ key: this.key, path: location.pathname });
    KeptTyping.attempt(() => sessionStorage.setItem(KeptTyping.SUBMITTED, note));
  }

  /* Once, on the page that follows a submission: forget what was saved; return the key of what was not. */
  static settle() {
    const note = KeptTyping.attempt(() => JSON.parse(sessionStorage.getItem(KeptTyping.SUBMITTED)));
    KeptTyping.attempt(() => sessionStorage.removeItem(KeptTyping.SUBMITTED));
    if (!note) return null;
    // A success that is told on some later page is that of something else.
    const before = document.referrer && new URL(document.referrer).pathname;
    const follows = before === note.path;
    const refused = document.querySelector(".errornote") !== null;
    const told = document.querySelector(".messagelist .success") !== null;
    // A new item that was saved, and then not submitted, opens as what it is now.
    const added = note.path.endsWith("/add/") && location.pathname.endsWith("/change/");
    if (refused || !follows || !(told || added)) return note.key;
    KeptTyping.remove(note.key);
    return null;
  }
}
