"""A piece for WeChat by a real clipboard: pressed, pasted into an editor, and read as WeChat may read it."""

import re

import pytest
from playwright.sync_api import expect

from editorial.tests.wechat.reading import Reading
from portal.testing import make_article, make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EDITOR = "<!DOCTYPE html><div contenteditable style='min-height: 9em; font-family: serif; color: green'></div>"
BODY = "<h2>谈了七回</h2><p>电梯<a href='/articles/1/'>昨日</a>启用。</p><ul><li>甲</li></ul>"


@pytest.fixture
def article(site, reporter):
    return make_article("老楼装上了电梯", reporter, body=BODY, lead_photo=make_photo())


@pytest.mark.parametrize("way", ["clipboard", "plain HTTP"])
def test_what_is_pasted_is_the_piece_and_a_copy_is_refused_once_logged_out(
    way, article, log_in, open_page, site, reporter
):
    open_page.expected = ["403 (Forbidden)"]
    page = log_in(reporter)
    if way == "clipboard":  # a desktop's browser allows it by itself after a press
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    else:  # where browsers have no such thing
        page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(f"{site}/admin/articles/article/{article.pk}/wechat/")
    said, press = page.locator("[data-wechat-said]"), page.get_by_role("button", name="复制文稿")
    page.frame_locator("[data-wechat-piece]").get_by_text("谈了七回").wait_for()
    press.click()
    expect(said).to_have_text(re.compile("已复制"))
    editor = page.context.new_page()
    editor.set_content(EDITOR)
    editor.locator("div").click()
    editor.keyboard.press("Control+V")
    expect(editor.locator("div img")).to_have_count(2)
    pasted = Reading(editor.locator("div").inner_html())
    assert pasted.faults == []
    assert len(pasted.pictures) == 2
    assert "电梯昨日[1]启用。" in pasted.text
    assert editor.locator("h2 strong").inner_text() == "谈了七回"
    leading = "el => { const s = getComputedStyle(el); return [s.fontSize, s.lineHeight, s.color]; }"
    paragraph = editor.get_by_text("电梯昨日").evaluate(leading)
    assert paragraph == ["16px", "28px", "rgb(31, 28, 25)"]
    page.context.clear_cookies(name="sessionid")
    page.bring_to_front()
    press.click()
    expect(said).to_have_text(re.compile("没有复制：登录已过期"))
