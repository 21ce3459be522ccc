"""The form of an item as an editor types into it, and what the browser keeps of it."""

import json
import re

from playwright.sync_api import expect

from .windows import LONGEST

EDITOR = "iframe.cke_wysiwyg_frame"
READY = """() => {
    const editors = Object.values(window.CKEDITOR?.instances ?? {});
    return editors.length > 0 && editors.every((editor) => editor.status === "ready");
}"""
BAR = "[data-typing]"
KEPT = """(() => Object.entries(localStorage)
    .filter(([key]) => key.startsWith("jinlin:typing:")).map(([_key, text]) => text))"""
OFFER = re.compile(r"这台电脑上留有 \d\d:\d\d 未保存的文字。")


def open_form(page, address):
    """Open a form in another window of the same browser, and wait for its editor."""
    window = page.context.new_page()
    window.set_default_timeout(LONGEST)
    window.goto(address)
    wait_for_editor(window)
    return window


def wait_for_editor(page):
    """Wait until the editor takes what is typed, and the form knows what it held before."""
    page.wait_for_function(READY)


def write(page, *paragraphs):
    """Type paragraphs at the end of what stands in CKEditor, as a reporter does."""
    wait_for_editor(page)
    page.frame_locator(EDITOR).locator("body").click()
    page.keyboard.press("Control+End")
    for number, paragraph in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(paragraph)
    # Text that comes without a key is noticed by the editor with the next one, on a busy machine at any rate.
    page.keyboard.press("End")


def choose(page, field, term):
    """Pick what a field finds while one types."""
    page.click(f"#{field} + .select2 .select2-selection")
    page.locator(".select2-container--open .select2-search__field").press_sequentially(term)
    page.locator(".select2-results__option", has_text=term).click()


def credit(page, name):
    """Add a byline."""
    page.click("#bylines-group .add-row a")
    row = page.locator("tr.dynamic-bylines").count() - 1
    choose(page, f"id_bylines-{row}-contributor", name)


def save(page):
    page.click("button[name=_continue]")
    expect(page.locator(".messagelist .success")).to_be_visible()


def kept_in(page):
    """What the browser keeps of all forms, once the page is loaded: only then has it forgotten what was saved."""
    page.wait_for_load_state()
    return [json.loads(text) for text in page.evaluate(f"{KEPT}()")]


def wait_until_kept(page, *texts):
    page.wait_for_function(f"texts => texts.every((text) => {KEPT}().some((kept) => kept.includes(text)))", arg=texts)


def wait_until_nothing_is_kept(page):
    page.wait_for_function(f"() => !{KEPT}().length")


def crash(page, *texts):
    """Close the window without a word, once `texts` are kept."""
    wait_until_kept(page, *texts)
    page.close()
