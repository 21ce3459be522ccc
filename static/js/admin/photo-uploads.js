/* Sends pictures to the library, two at a time, and tells of each what has become of it. One that fails stops no other. */
"use strict";
// biome-ignore lint/correctness/noUnusedVariables: gallery.js and library-upload.js use it
class PhotoUploads {
  static AT_ONCE = 2;
  static STALLED = 60_000; // milliseconds in which nothing goes out
  static READING = 120_000; // milliseconds, once all of it is with the server

  /* `taken(card, upload)` is called for each picture that is in the library now; it may return words to be shown. */
  constructor(holder, taken) {
    this.list = holder.querySelector("[data-uploads]");
    this.summary = holder.querySelector("[data-uploads-summary]");
    this.words = this.list.dataset;
    this.taken = taken;
    this.uploads = [];
    window.addEventListener("beforeunload", (event) => { if (this.pending && !this.isLeft) event.preventDefault(); });
  }

  get pending() {
    return this.uploads.filter(({ state }) => ["waiting", "sending"].includes(state)).length;
  }

  add(files) {
    const seen = new Set();
    this.list.hidden = false;
    for (const file of files) {
      const upload = { file, number: this.uploads.length, state: "waiting", ...this.line(file) };
      this.uploads.push(upload);
      const key = [file.name, file.size, file.lastModified].join("/");
      if (seen.has(key)) this.tell(upload, "twice", this.words.twice);
      else this.tell(upload, "waiting", this.words.waiting);
      seen.add(key);
    }
    this.next();
  }

  line(file) {
    const element = document.createElement("li");
    const name = document.createElement("span");
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
    const outcome = document.createElement("span");
    name.textContent = file.name;
    name.className = "upload-name";
    outcome.className = "upload-outcome";
    bar.setAttribute("aria-label", file.name);
    element.append(name, bar, outcome);
    this.list.append(element);
    return { element, bar, outcome };
  }

  tell(upload, state, words, mayRetry = false) {
    upload.state = state;
    upload.element.dataset.state = state;
    upload.outcome.textContent = words;
    upload.bar.hidden = state !== "sending";
    upload.element.querySelector("button")?.remove();
    if (mayRetry) {
      const retry = Object.assign(document.createElement("button"), { type: "button", textContent: this.words.retry });
      retry.addEventListener("click", () => {
        this.tell(upload, "waiting", this.words.waiting);
        this.next();
      });
      upload.element.append(retry);
    }
    this.sumUp();
  }

  sumUp() {
    const refused = this.uploads.filter(({ state }) => state === "refused").length;
    const done = this.uploads.filter(({ state }) => ["taken", "twice"].includes(state)).length;
    const words = [this.words.summary.replace("{done}", done).replace("{total}", this.uploads.length)];
    if (refused) words.push(this.words.refused.replace("{refused}", refused));
    this.summary.textContent = words.join("");
  }

  next() {
    const sending = this.uploads.filter(({ state }) => state === "sending").length;
    const waiting = this.uploads.filter(({ state }) => state === "waiting");
    for (const upload of waiting.slice(0, Math.max(0, PhotoUploads.AT_ONCE - sending))) this.send(upload);
    if (!this.pending) this.list.dispatchEvent(new CustomEvent("uploads:over", { bubbles: true }));
  }

  /* The token may have been renewed by a log-in in another window. */
  static token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  send(upload) {
    const request = new XMLHttpRequest();
    const data = new FormData();
    let guard = null;
    const giveUpIn = (longest) => {
      clearTimeout(guard);
      guard = setTimeout(() => request.abort(), longest);
    };
    data.append("file", upload.file, upload.file.name);
    this.tell(upload, "sending", this.words.sending);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      upload.bar.value = total ? loaded / total : 0;
      giveUpIn(PhotoUploads.STALLED);
    });
    request.upload.addEventListener("load", () => {
      upload.outcome.textContent = this.words.reading;
      giveUpIn(PhotoUploads.READING);
    });
    request.addEventListener("loadend", () => {
      clearTimeout(guard);
      this.answered(upload, request);
      this.next();
    });
    request.open("POST", this.words.uploads);
    request.setRequestHeader("X-CSRFToken", PhotoUploads.token());
    request.send(data);
    giveUpIn(PhotoUploads.STALLED);
  }

  answered(upload, request) {
    let answer = null;
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      // a page of the server, or nothing
    }
    if (answer?.id) {
      const words = this.taken(answer, upload) || (answer.is_new ? this.words.taken : this.words.there);
      this.tell(upload, "taken", words);
    } else if (answer?.problem) {
      this.tell(upload, "refused", answer.problem, Boolean(answer.may_retry));
    } else {
      const known = { 0: this.words.failed, 403: this.words.expired, 413: this.words.tooLarge };
      this.tell(upload, "refused", known[request.status] ?? this.words.server, request.status !== 413);
    }
  }
}
