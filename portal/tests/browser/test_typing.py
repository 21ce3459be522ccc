"""What is typed and not saved outlives the tab, and comes back by a click."""

import pytest
from playwright.sync_api import expect

from portal.tests.browser.item_form import (
    BAR,
    EDITOR,
    OFFER,
    choose,
    crash,
    credit,
    kept_in,
    open_form,
    save,
    wait_until_kept,
    wait_until_nothing_is_kept,
    write,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_was_typed_is_offered_after_a_crash_and_put_back_by_a_click(change, draft, log_in, reporter):
    desk = log_in(reporter)
    first = open_form(desk, change)
    expect(first.locator(BAR)).to_be_hidden()
    first.fill("[name=title]", "四十八座候车亭换新")
    write(first, "等车的人多了一条长凳。")
    choose(first, "id_places", "桃花新村")
    credit(first, "林知夏")
    crash(first, "四十八座", "一条长凳", "桃花新村", "林知夏")

    second = open_form(desk, change)
    expect(second.locator(BAR)).to_contain_text(OFFER)
    expect(second.locator(BAR)).not_to_contain_text("又保存过")
    # Nothing happens without a click.
    expect(second.locator("[name=title]")).to_have_value("候车亭换新")
    second.click("button:text-is('恢复')")
    expect(second.locator(BAR)).to_be_hidden()
    expect(second.locator("[name=title]")).to_have_value("四十八座候车亭换新")
    expect(second.frame_locator(EDITOR).locator("body")).to_contain_text("等车的人多了一条长凳。")
    expect(second.locator("#bylines-group tr.dynamic-bylines .select2-selection")).to_contain_text("林知夏")
    save(second)
    draft.refresh_from_db()
    assert draft.title == "四十八座候车亭换新"
    assert "等车的人多了一条长凳。" in draft.body
    assert [place.name for place in draft.places.all()] == ["桃花新村"]
    assert [byline.contributor.name for byline in draft.bylines.all()] == ["林知夏"]
    assert not kept_in(second)


def test_restored_text_is_unsaved_text(change, log_in, reporter):
    desk = log_in(reporter)
    first = open_form(desk, change)
    write(first, "还没有存。")
    crash(first, "还没有存。")
    second = open_form(desk, change)
    second.click("button:text-is('恢复')")
    expect(second.frame_locator(EDITOR).locator("body")).to_contain_text("还没有存。")
    asked = []
    second.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    second.click(".closelink")
    second.wait_for_url("**/articles/article/")
    assert asked == ["beforeunload"]
    # Left without saving, it is still there.
    expect(open_form(desk, change).locator(BAR)).to_contain_text(OFFER)


def test_discarded_text_is_gone(change, log_in, reporter):
    desk = log_in(reporter)
    first = open_form(desk, change)
    first.fill("[name=title]", "不要的标题")
    crash(first, "不要的标题")
    second = open_form(desk, change)
    second.click("button:text-is('丢弃')")
    expect(second.locator(BAR)).to_be_hidden()
    expect(second.locator("[name=title]")).to_have_value("候车亭换新")
    assert not kept_in(second)
    expect(open_form(desk, change).locator(BAR)).to_be_hidden()


def test_typing_on_beside_an_offer_does_not_take_it_away(change, log_in, reporter):
    desk = log_in(reporter)
    first = open_form(desk, change)
    first.fill("[name=title]", "第一次写的标题")
    crash(first, "第一次写的标题")
    second = open_form(desk, change)
    second.fill("[name=kicker]", "第二次写的引题")
    crash(second, "第一次写的标题", "第二次写的引题")
    third = open_form(desk, change)
    third.click("button:text-is('丢弃')")
    expect(third.locator(BAR)).to_contain_text(OFFER)
    third.click("button:text-is('恢复')")
    expect(third.locator("[name=title]")).to_have_value("第一次写的标题")
    expect(third.locator("[name=kicker]")).to_have_value("")


def test_text_typed_back_to_what_is_saved_is_not_kept(change, log_in, reporter):
    page = open_form(log_in(reporter), change)
    page.fill("[name=title]", "改一下")
    wait_until_kept(page, "改一下")
    page.fill("[name=title]", "候车亭换新")
    wait_until_nothing_is_kept(page)


def test_what_somebody_saved_meanwhile_is_told_with_the_offer(change, draft, log_in, reporter, site):
    desk = log_in(reporter)
    first = open_form(desk, change)
    first.fill("[name=title]", "我写的标题")
    crash(first, "我写的标题")
    draft.keep_version(reporter)
    draft.kicker = "同事写的引题"
    draft.save()
    draft.keep_version(reporter)
    second = open_form(desk, change)
    expect(second.locator(BAR)).to_contain_text("又保存过，恢复后请核对一遍。")
    second.click("button:text-is('恢复')")
    expect(second.locator("[name=title]")).to_have_value("我写的标题")
    # Only what was typed is put back.
    expect(second.locator("[name=kicker]")).to_have_value("同事写的引题")
