"""Pastes and drops into CKEditor, as a person's clipboard and hand make them."""

from base64 import b64encode

from portal.testing import picture_file

from .item_form import EDITOR, wait_for_editor

NOTICE = ".cke_notification"
WRITE = """async (parts) => {
    const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const blobs = parts.map(([type, base64]) => [type, new Blob([bytesOf(base64)], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
}"""
HAND_OVER = """(body, [kind, files]) => {
    const carried = new DataTransfer();
    for (const [name, type, base64] of files) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        if (name) carried.items.add(new File([bytes], name, { type }));
        else carried.setData(type, new TextDecoder().decode(bytes));
    }
    const { left, top } = body.lastElementChild.getBoundingClientRect();
    const common = { bubbles: true, cancelable: true };
    body.dispatchEvent(kind === "paste"
        ? new ClipboardEvent(kind, { ...common, clipboardData: carried })
        : new DragEvent(kind, { ...common, dataTransfer: carried, clientX: left + 1, clientY: top + 1 }));
}"""


def coded(content):
    return b64encode(content if isinstance(content, bytes) else content.encode()).decode()


def picture(width=900, file_format="PNG", **options):
    """Return the bytes of a picture that is known by its width."""
    return picture_file(width, 600, file_format, **options).read()


def body_of(page):
    wait_for_editor(page)
    return page.frame_locator(EDITOR).locator("body")


def paste(page, parts):
    """Put `parts`, {type: content}, into the clipboard and press Ctrl+V at the end of the text."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    body_of(page).click()
    page.keyboard.press("Control+End")
    page.bring_to_front()
    page.evaluate(WRITE, [(kind, coded(content)) for kind, content in parts.items()])
    page.keyboard.press("Control+v")


def paste_html(page, html):
    paste(page, {"text/html": html})


PASTE_INTO_NOTHING = """(html) => new Promise((resolve, reject) => {
    const editor = CKEDITOR.instances.id_body;
    window.addEventListener("error", ({ message }) => reject(new Error(message)), { once: true });
    editor.once("afterPaste", () => resolve(editor.getData()));
    editor.setData("", () => editor.execCommand("paste", { type: "html", dataValue: html }));
})"""


def paste_alone(page, html):
    """Have the editor paste `html` into an empty text, as its own dialogue does, and return what is there then."""
    wait_for_editor(page)
    return page.evaluate(PASTE_INTO_NOTHING, html)


def dismiss_notices(page):
    page.evaluate("CKEDITOR.instances.id_body._.notificationArea.notifications.slice().forEach((one) => one.hide())")


def hand_over(page, kind, *files):
    """`paste` or `drop` files, each (name, type, content), as file managers do, or texts of any type, without a name.

    A page can write neither into the real clipboard.
    """
    body = body_of(page)
    body.click()
    body.evaluate(HAND_OVER, [kind, [(name, media, coded(content)) for name, media, content in files]])


def text_in(page):
    return page.evaluate("CKEDITOR.instances.id_body.getData()")
