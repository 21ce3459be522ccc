"""A water cut, walked by hand: begun from the words of its kind, reviewed, in force to the second, ended early."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from notices.models import Notice
from portal.testing import make_authority, make_kind, make_place
from portal.tests.browser.item_form import choose, write

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("one_review")]
TITLE, EARLY = "桃花新村夜间计划停水", "桃花新村已提前恢复供水"
SECOND = timedelta(seconds=1)


@pytest.fixture
def water(db):
    make_authority()
    make_place("桃花新村")
    return make_kind(title="××××月××日计划停水", who="××住户", what_to_do="提前储水。\n关好水龙头。")


def submit(desk):
    desk.click("button[name=_then][value=submit]")
    expect(desk.locator(".messagelist .success").first).to_be_visible()


def pass_review(log_in, reviewer, title):
    review = log_in(reviewer)
    review.goto(review.url + "notices/notice/?desk=awaiting")
    review.click(f"text={title}")
    review.click("form[action*='/decide/pass/'] button")
    expect(review.locator(".messagelist .success").first).to_be_visible()


def events(page):
    """What a calendar client holds after asking for the feed: {UID: event}."""
    answer = page.request.get(f"{page.url.partition('/notices/')[0]}/notices/calendar.ics")
    calendar = Calendar.from_ical(answer.text())
    assert not [error for event in calendar.walk() for error in event.errors]
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def read(open_page, notice):
    """Open the page of `notice` as a reader who has kept nothing: the browser's own clock does not move."""
    return open_page(notice.get_absolute_url(), width=360)


def status_of(page):
    return page.locator("main .ribbon").first.inner_text()


def test_a_water_cut_from_the_clerks_desk_to_its_early_end(water, log_in, open_page, reporter, final_reviewer, site):
    tomorrow = timezone.localdate() + timedelta(days=1)
    desk = log_in(reporter)
    desk.goto(desk.url + "notices/notice/add/")
    desk.click(f"a[href*='kind={water.slug}']")
    expect(desk.locator("[name=what_to_do]")).to_have_value("提前储水。\n关好水龙头。")
    desk.fill("[name=title]", TITLE)
    choose(desk, "id_authority", "自来水")
    desk.fill("[name=effective_from]", tomorrow.isoformat())
    desk.fill("[name=effective_from_time]", "22:00")
    desk.fill("[name=effective_until]", (tomorrow + timedelta(days=1)).isoformat())
    desk.fill("[name=effective_until_time]", "06:00")
    choose(desk, "id_places", "桃花新村")
    desk.fill("[name=who]", "1至14号楼住户")
    write(desk, "因更换管道，夜间停水八小时。")
    submit(desk)
    pass_review(log_in, final_reviewer, TITLE)
    notice = Notice.objects.get()
    assert notice.is_live

    reader = open_page("/notices/", width=360)
    expect(reader.locator("main")).to_contain_text(TITLE)
    reader = read(open_page, notice)
    assert status_of(reader) == "即将生效"
    expect(reader.locator("main")).to_contain_text("关好水龙头。")
    [before] = events(reader).values()
    assert before["STATUS"] == "CONFIRMED"
    assert before["DTSTART"].dt == notice.begins
    assert before["DTEND"].dt == notice.over_by_itself

    for moment, word in [(notice.begins - SECOND, "即将生效"), (notice.begins, "生效中")]:
        with time_machine.travel(moment, tick=False):
            assert status_of(read(open_page, notice)) == word

    with time_machine.travel(notice.begins + timedelta(hours=2)):
        desk = log_in(reporter)
        desk.goto(f"{desk.url}notices/notice/{notice.pk}/change/")
        desk.click(".chain button >> text=提前结束")
        expect(desk.locator(".messagelist .success").first).to_be_visible()
        desk.fill("[name=title]", EARLY)
        desk.fill("[name=chain_note]", "施工提前完成。")
        write(desk, "已于零时恢复供水。")
        submit(desk)
        pass_review(log_in, final_reviewer, EARLY)

        reader = read(open_page, notice)
        assert status_of(reader) == "已失效"
        expect(reader.locator("main")).to_contain_text(EARLY)
        expect(reader.locator("main")).to_contain_text("施工提前完成。")
        reader.click(f"main >> text={EARLY} >> nth=0")
        expect(reader.locator("h1")).to_contain_text(EARLY)
        assert status_of(reader) == "生效中"

        after = events(reader)
        assert len(after) == 2
        changed = after[str(before["UID"])]
        assert changed["SEQUENCE"] > before["SEQUENCE"]
        notice.refresh_from_db()
        assert changed["DTEND"].dt == notice.over.replace(microsecond=0) < before["DTEND"].dt
        assert {str(event["STATUS"]) for event in after.values()} == {"CONFIRMED"}
