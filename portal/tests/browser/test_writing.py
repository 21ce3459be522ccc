"""The form in which one writes: the text is in sight, and a few tabs lead from the title into it."""

import pytest
from playwright.sync_api import expect

from .item_form import EDITOR, open_form, wait_for_editor

pytestmark = pytest.mark.browser
PLACE = """(selector) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return {left: box.left, right: box.right, top: box.top, bottom: box.bottom};
}"""


def place(page, selector):
    return page.evaluate(PLACE, selector)


@pytest.mark.parametrize("kind", ["articles/article", "questions/answer", "notices/notice"])
def test_the_first_lines_of_the_text_are_in_sight(kind, log_in, reporter):
    page = log_in(reporter, width=1280, height=800)
    page.goto(f"{page.url}{kind}/add/")
    wait_for_editor(page)
    text, boxes = place(page, EDITOR), place(page, ".writing-beside")
    assert text["top"] + 100 < place(page, ".submit-row")["top"]
    assert boxes["left"] > text["right"]
    assert boxes["right"] <= 1280
    page.set_viewport_size({"width": 1000, "height": 800})
    assert place(page, ".writing-beside")["top"] > place(page, EDITOR)["bottom"]


def test_a_few_tabs_lead_from_the_title_into_the_text(log_in, reporter, change):
    page = log_in(reporter)
    page.goto(change)
    wait_for_editor(page)
    page.focus("#id_title")
    for expected in ("subtitle", "kicker"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == expected
    page.keyboard.press("Tab")
    page.wait_for_function(f"() => document.activeElement.matches('{EDITOR}')")


def test_the_page_beside_the_form_follows_each_save_and_stays_where_it_was(log_in, reporter, draft, change):
    draft.body = "".join(f"<p>第{number}段。</p>" for number in range(60))
    draft.save()
    draft.keep_version(reporter)
    page = open_form(log_in(reporter), change)
    page.click(".preview-beside summary")
    shown = page.frame_locator(".preview-beside iframe")
    expect(shown.locator("h1")).to_have_text(draft.title)
    # It is loaded, and so shows the beginning of the text. From then on it stays where it is moved to.
    page.wait_for_function("() => document.querySelector('.preview-beside iframe').contentWindow.scrollY > 0")
    assert page.evaluate("window.scrollY") == 0
    shown.locator("html").evaluate("() => window.scrollTo(0, 400)")
    page.fill("#id_title", "夜里也亮着的灯")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(shown.locator("h1")).to_have_text("夜里也亮着的灯")
    page.wait_for_function("() => document.querySelector('.preview-beside iframe').contentWindow.scrollY === 400")
    with page.expect_event("framenavigated", lambda frame: "/preview/" in frame.url):
        shown.locator("a.skip").evaluate("(link) => { link.href = '/'; link.click(); }")  # no frame may show that
    expect(shown.locator("h1")).to_have_text("夜里也亮着的灯")
