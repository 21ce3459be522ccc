"""Counts what an editor does with hand and keyboard.

A click, a drop, a paste and a key that commands something are an action each, and so is a field that is filled in,
however long its text. To go from one field to the next is none.
"""

import base64

from .item_form import choose, write

DROP = """([place, files]) => {
    const carried = new DataTransfer();
    for (const {name, type, content} of files) {
        const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
        carried.items.add(new File([bytes], name, {type, lastModified: 0}));
    }
    const target = document.querySelector(place);
    const event = (kind) => new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true});
    for (const kind of ["dragenter", "dragover", "drop"]) target.dispatchEvent(event(kind));
}"""
PASTE = """([place, files]) => {
    const carried = new DataTransfer();
    for (const {name, type, content} of files) {
        const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
        carried.items.add(new File([bytes], name, {type, lastModified: 0}));
    }
    const paste = new ClipboardEvent("paste", {clipboardData: carried, bubbles: true, cancelable: true});
    document.querySelector(place).dispatchEvent(paste);
}"""


class Hand:
    """The hand of an editor on `page`; `actions` says what it has done."""

    def __init__(self, page):
        self.page = page
        self.actions = []

    def click(self, place):
        self.actions.append(f"click {place}")
        self.page.click(place)

    def fill(self, place, text):
        self.actions.append(f"fill {place}")
        self.page.fill(place, text)

    def select(self, place, label):
        self.actions.append(f"select {place}")
        self.page.select_option(place, label=label)

    def write(self, *paragraphs):
        self.actions.append("write the text")
        write(self.page, *paragraphs)

    def choose(self, field, term):
        """Open a field that searches, type, and take what it finds."""
        self.actions += [f"open {field}", f"type into {field}", f"take from {field}"]
        choose(self.page, field, term)

    def press(self, key):
        self.actions.append(f"press {key}")
        self.page.keyboard.press(key)

    def drop(self, place, *uploads):
        """Drop files on `place`."""
        self.actions.append(f"drop on {place}")
        self.page.evaluate(DROP, [place, [_carried(upload) for upload in uploads]])

    def paste(self, place, *uploads):
        self.actions.append(f"paste into {place}")
        self.page.evaluate(PASTE, [place, [_carried(upload) for upload in uploads]])


def _carried(upload):
    return {"name": upload.name, "type": "image/png", "content": base64.b64encode(upload.getvalue()).decode()}
