/* Says that one's own browser has the same item open in another tab, and knows whose kept typing is still being typed. */
"use strict";
// biome-ignore lint/correctness/noUnusedVariables: unsaved-typing.js uses it
class OwnTabs {
  static PATIENCE = 300; // milliseconds in which a tab answers

  /* `key` is the one under which this tab keeps its typing; `line` is shown while there is another tab, if there is one. */
  constructor(person, key, line) {
    this.name = `jinlin:open:${person}:${location.pathname}`;
    this.key = key;
    this.line = line;
    this.others = new Set();
    this.open();
    // A tab that is left, or put aside to come back to, says so; whoever comes back asks anew.
    window.addEventListener("pagehide", () => this.close());
    window.addEventListener("pageshow", ({ persisted }) => { if (persisted) this.open(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.ask(); });
  }

  open() {
    this.channel = new BroadcastChannel(this.name);
    this.channel.addEventListener("message", ({ data }) => this.hear(data));
    this.ask();
  }

  close() {
    this.say("gone");
    this.channel.close();
    this.channel = null;
  }

  /* A tab that has crashed said nothing; it does not answer either. */
  ask() {
    this.others.clear();
    this.say("asking");
    setTimeout(() => this.show(), OwnTabs.PATIENCE);
  }

  say(word) {
    this.channel?.postMessage({ key: this.key, word });
  }

  hear({ key, word }) {
    if (word === "gone") this.others.delete(key);
    else this.others.add(key);
    if (word === "asking") this.say("here");
    this.show();
  }

  show() {
    if (this.line) this.line.hidden = !this.others.size;
  }
}
