"""Ctrl+S saves a form of the desk from wherever one is writing in it, and leads back there."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, Column
from photos.models import Photo

from .clipboard import paste, picture
from .item_form import EDITOR, open_form, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED = ".messagelist .success"
UPLOAD = "**/editor-upload/"


def press_and_wait(page, key="Control+s"):
    """Press the key, and wait for the page that follows."""
    with page.expect_navigation():
        page.keyboard.press(key)
    expect(page.locator(SAVED)).to_be_in_viewport()


@pytest.mark.parametrize(("key", "query"), [("Control+s", ""), ("Meta+s", "?_changelist_filters=state%3Ddraft")])
def test_a_field_is_saved_and_the_caret_stands_in_it_again(change, log_in, reporter, draft, key, query):
    page = open_form(log_in(reporter), change + query)
    page.fill("[name=lead_caption]", "扫码看亮灯")
    page.press("[name=lead_caption]", "Home")
    page.keyboard.press("ArrowRight")
    page.evaluate("window.scrollTo(0, 250)")
    before = page.locator("[name=lead_caption]").bounding_box()["y"]
    press_and_wait(page, key)
    draft.refresh_from_db()
    assert draft.lead_caption == "扫码看亮灯"
    expect(page.locator("[name=lead_caption]")).to_be_focused()
    page.wait_for_function(
        "(y) => Math.abs(document.querySelector('[name=lead_caption]').getBoundingClientRect().y - y) < 30", arg=before
    )
    page.keyboard.insert_text("这里")
    expect(page.locator("[name=lead_caption]")).to_have_value("扫这里码看亮灯")


def test_the_editor_is_saved_from_inside_and_the_caret_stands_where_it_was(change, log_in, reporter, draft):
    page = open_form(log_in(reporter), change)
    write(page, "第一段。", "第二段。", "第三段。")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    page.evaluate("window.scrollTo(0, 250)")
    before = page.locator(".cke").bounding_box()["y"]
    press_and_wait(page)
    draft.refresh_from_db()
    assert "第三段。" in draft.body
    page.wait_for_function("() => CKEDITOR.instances.id_body?.focusManager.hasFocus")
    page.wait_for_function(
        "(y) => Math.abs(document.querySelector('.cke').getBoundingClientRect().y - y) < 30", arg=before
    )
    page.keyboard.insert_text("又写：")
    expect(page.frame_locator(EDITOR).locator("body")).to_contain_text("又写：第二段。")


def test_writing_goes_on_at_the_end_after_a_paragraph_that_was_still_empty(change, log_in, reporter, draft):
    page = open_form(log_in(reporter), change)
    write(page, "第一段。", "第二段。")
    page.keyboard.press("Enter")
    press_and_wait(page)
    page.wait_for_function("() => CKEDITOR.instances.id_body?.focusManager.hasFocus")
    page.keyboard.insert_text("接着写。")
    expect(page.frame_locator(EDITOR).locator("body > p").last).to_have_text("第二段。接着写。")


def test_a_new_item_stays_open_as_what_it_is_now(log_in, reporter, draft, site):
    page = open_form(log_in(reporter), f"{site}/admin/articles/article/add/")
    page.select_option("[name=column]", label="要闻")
    write(page, "本报讯　灯亮了。")
    page.fill("[name=title]", "按键存的")
    press_and_wait(page)
    expect(page).to_have_url(re.compile(r"/\d+/change/$"))
    expect(page.locator("[name=title]")).to_be_focused()


def test_pressed_again_before_the_answer_is_there_it_saves_once(change, log_in, reporter, draft):
    page = open_form(log_in(reporter), change)
    held = []
    page.route("**/change/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    page.fill("[name=title]", "存一次")
    with page.expect_request("**/change/"):
        page.keyboard.press("Control+s")
    page.keyboard.press("Control+s")
    with page.expect_navigation():
        held[0].continue_()
    expect(page.locator(SAVED)).to_be_visible()
    draft.refresh_from_db()
    assert (len(held), draft.title) == (1, "存一次")


def test_a_form_goes_once_however_it_is_sent(log_in, reporter, draft, site):
    page = open_form(log_in(reporter), f"{site}/admin/articles/article/add/")
    held = []
    page.route("**/add/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    page.select_option("[name=column]", label="要闻")
    write(page, "本报讯　灯亮了。")
    page.fill("[name=title]", "点了又点")
    button = page.locator("button[name=_continue]").bounding_box()
    with page.expect_request("**/add/"):
        page.keyboard.press("Control+s")
    page.mouse.dblclick(button["x"] + 9, button["y"] + 9)
    with page.expect_navigation():
        held[0].continue_()
    expect(page.locator(SAVED)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/\d+/change/$"))
    assert (len(held), Article.objects.filter(title="点了又点").count()) == (1, 1)


def test_whoever_comes_back_to_a_form_that_was_sent_is_asked_before_leaving_it(change, log_in, reporter, draft):
    page = open_form(log_in(reporter), change)
    page.route(
        "**/change/",
        lambda route: route.fulfill(status=204) if route.request.method == "POST" else route.continue_(),
    )
    page.fill("[name=title]", "没有存上")
    with page.expect_response("**/change/"):
        page.keyboard.press("Control+s")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.click(".closelink")
    page.wait_for_url("**/articles/article/")
    assert asked == ["beforeunload"]


def test_pressed_in_the_comment_of_a_decision_it_saves_nothing_and_loses_nothing(change, log_in, reporter, draft):
    page = open_form(log_in(reporter), change)
    page.evaluate("""() => {
        document.querySelector("[name=_continue]").form.addEventListener("submit", () => { window.isSent = true; });
        window.addEventListener("keydown", (event) => { window.isTaken = event.defaultPrevented; });
    }""")
    page.click(".remark >> nth=0 >> summary")
    comment = page.locator(".remark >> nth=0 >> textarea")
    comment.fill("请先看第二段")
    comment.press("Control+s")
    assert page.evaluate("[window.isSent ?? false, window.isTaken ?? false]") == [False, True]
    expect(comment).to_have_value("请先看第二段")


def test_it_waits_for_an_upload(change, log_in, reporter, draft):
    page = open_form(log_in(reporter), change)
    held = []
    page.route(UPLOAD, lambda route: held.append(route))
    paste(page, {"image/png": picture(921)})
    page.wait_for_function("() => !CKEDITOR.instances.id_body.uploadRepository.isFinished()")
    page.keyboard.press("Control+s")
    expect(page.locator("output.waiting")).to_contain_text("还在上传")
    with page.expect_navigation():
        held[0].continue_()
    expect(page.locator(SAVED)).to_be_in_viewport()
    draft.refresh_from_db()
    assert Photo.objects.get(width=921).stem in draft.body


def test_a_form_that_is_refused_shows_its_errors_as_ever(change, log_in, reporter, draft):
    page = open_form(log_in(reporter), change)
    page.fill("[name=title]", "")
    page.fill("[name=lead_caption]", "留着")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator(".errornote")).to_be_in_viewport()
    expect(page.locator("[name=lead_caption]")).to_have_value("留着")


def test_other_forms_of_the_desk_know_it_too_and_pages_without_a_form_do_not(log_in, keeper, site):
    page = log_in(keeper)
    page.goto(f"{site}/admin/articles/column/add/")
    page.fill("[name=name]", "夜读")
    press_and_wait(page)
    expect(page).to_have_url(re.compile(r"/\d+/change/$"))
    assert Column.objects.filter(name="夜读").exists()
    page.goto(f"{site}/admin/articles/column/")
    assert page.evaluate(
        'document.dispatchEvent(new KeyboardEvent("keydown", { key: "s", ctrlKey: true, cancelable: true }))'
    )
