"""Two people who open one item learn of each other, and so do two tabs of one person."""

import pytest
from playwright.sync_api import expect

from portal.testing import make_draft
from portal.tests.browser.item_form import BAR, open_form, wait_until_kept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_people_who_open_one_item_learn_of_each_other(site, log_in, reporter, final_reviewer):
    change = f"{site}/admin/articles/article/{make_draft(reporter).pk}/change/"
    reporter.last_name, reporter.first_name = "林", "知夏"
    reporter.save()
    one, other = log_in(reporter), log_in(final_reviewer)
    with one.expect_response("**/presence/"):
        one.goto(change)
    expect(one.locator("[data-presence]")).to_have_text("")
    with other.expect_response("**/presence/"):
        other.goto(change)
    expect(other.locator("[data-presence]")).to_contain_text("林知夏也打开了这篇")
    # The next beat of the first page, brought about by coming back to it.
    one.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(one.locator("[data-presence]")).to_contain_text("final_reviewer也打开了这篇")


def test_two_tabs_of_one_person_know_of_each_other_and_keep_apart_what_is_typed(site, log_in, reporter):
    change, line = f"{site}/admin/articles/article/{make_draft(reporter).pk}/change/", "[data-own-tabs]"
    desk = log_in(reporter)
    one = open_form(desk, change)
    expect(one.locator(line)).to_be_hidden()
    one.fill("[name=title]", "头一个标签页写的")
    wait_until_kept(one, "头一个标签页写的")
    other = open_form(desk, change)
    for page in (one, other):
        expect(page.locator(line)).to_contain_text("另一个标签页")
    expect(other.locator(BAR)).to_be_hidden()
    other.fill("[name=title]", "第二个标签页写的")
    wait_until_kept(other, "头一个标签页写的", "第二个标签页写的")

    one.evaluate("dispatchEvent(new Event('pagehide'))")  # as a browser puts a tab aside, to go on with it later
    expect(other.locator(line)).to_be_hidden()
    third = open_form(desk, change)
    third.click("button:text-is('恢复')")
    expect(third.locator("[name=title]")).to_have_value("头一个标签页写的")
    third.fill("[name=title]", "第三个接着写的")
    one.fill("[name=title]", "头一个又写了")
    wait_until_kept(third, "第三个接着写的", "第二个标签页写的", "头一个又写了")

    third.evaluate("BroadcastChannel.prototype.postMessage = () => {}")  # as when a tab crashes
    third.close()
    expect(other.locator(line)).to_be_visible()
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(other.locator(line)).to_be_hidden()
