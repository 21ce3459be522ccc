"""Two people who open one item learn of each other."""

import pytest
from playwright.sync_api import expect

from portal.testing import make_draft

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
