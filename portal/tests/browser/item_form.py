"""The form of an item as an editor types into it, and what the browser keeps of it."""

import json
import re

from playwright.sync_api import expect

EDITOR = "iframe.cke_wysiwyg_frame"
BAR = "[data-typing]"
OFFER = re.compile(r"这台电脑上留有 \d\d:\d\d 未保存的文字。")


def open_form(page, address):
    """Open a form in another window of the same browser, and wait for its editor."""
    window = page.context.new_page()
    window.set_default_timeout(15_000)  # milliseconds
    window.goto(address)
    expect(window.frame_locator(EDITOR).locator("body")).to_be_visible()
    return window


def write(page, text):
    page.frame_locator(EDITOR).locator("body").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


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
    entries = page.evaluate("Object.entries(localStorage)")
    return [json.loads(text) for key, text in entries if key.startswith("jinlin:typing:")]


def wait_until_kept(page, *texts):
    for _tenth_of_a_second in range(100):
        kept = json.dumps(kept_in(page), ensure_ascii=False)
        if all(text in kept for text in texts):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{texts} are not all in {kept}")


def crash(page, *texts):
    """Close the window without a word, once `texts` are kept."""
    wait_until_kept(page, *texts)
    page.close()
