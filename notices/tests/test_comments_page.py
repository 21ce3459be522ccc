"""What the page of a notice says of objections and comments: before, while and after they are taken."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from notices.models import Kind, Notice
from notices.tests.consulting import FIRST, TITLE, consultation, following, with_desk
from portal.testing import make_notice

pytestmark = pytest.mark.django_db
Relation = Notice.Relation


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-11-22T12:00:00+08:00", tick=False)
    return time_machine


@pytest.fixture
def words(client):
    """Return a function that gives what the page of a notice says of comments, or an empty string."""

    def words(notice, edition=""):
        page = client.get(f"{edition}/notices/{notice.pk}/").content.decode()
        start = page.find('<section class="comments"')
        return page[start : page.index("</section>", start)] if start >= 0 else ""

    return words


def test_what_asks_for_no_comments_says_nothing_of_them(words):
    assert words(make_notice()) == ""


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_while_it_is_open_it_counts_down_and_leads_to_the_form(words, reporter, edition):
    notice = with_desk(reporter)
    section = words(notice, edition)
    assert "还有8天（至11月30日24时）" in section
    assert "2026年11月20日至2026年11月30日24时" in section
    assert f'href="{edition}/questions/desks/{notice.desk.slug}/ask/">我要提意见</a>' in section
    assert "市交通局三楼<br>寄信也可以" in section


def test_for_what_is_made_public_it_asks_for_objections(words, reporter):
    assert "我要提异议" in words(with_desk(reporter, nature=Kind.Nature.PUBLICITY))


def test_without_a_desk_it_says_how_else(words):
    section = words(consultation())
    assert "市交通局三楼" in section
    assert "/ask/" not in section


def test_before_it_begins_there_is_no_button(words, reporter):
    section = words(with_desk(reporter, comments_from=date(2026, 11, 25)))
    assert "11月25日开始" in section
    assert "/ask/" not in section


def test_at_midnight_the_button_goes_and_the_result_is_announced(words, reporter, clock):
    notice = with_desk(reporter)
    clock.move_to("2026-11-30T23:59:59+08:00", tick=False)
    assert "今天截止（至24时）" in words(notice)
    assert "/ask/" in words(notice)
    clock.move_to("2026-12-01T00:00:00+08:00", tick=False)
    section = words(notice)
    assert "已截止" in section
    assert "结果将在这里公布" in section
    assert "/ask/" not in section
    assert "市交通局三楼" not in section


def test_the_result_stands_there_from_its_publication_on(words, reporter, clock):
    notice = with_desk(reporter)
    clock.move_to("2026-12-01T09:00:00+08:00", tick=False)
    result = following(notice, Relation.RESULT, publish_at=timezone.now() + timedelta(hours=1))
    assert result.title not in words(notice)
    clock.shift(timedelta(hours=1))
    section = words(notice)
    assert f'<a href="/notices/{result.pk}/">{result.title}</a>' in section
    assert "结果将在这里公布" not in section
    assert words(result) == ""


def test_a_period_set_anew_is_told_by_the_notice_that_set_it(words, reporter):
    notice = with_desk(reporter)
    later = following(notice, Relation.EXTENDS, comments_from=FIRST, comments_until=date(2026, 12, 15))
    section = words(notice)
    assert f'以此为准： <a href="/notices/{later.pk}/">{later.title}</a>' in section
    assert "/ask/" not in section
    assert "截止" not in section
    assert "还有23天" in words(later)
    assert f"/questions/desks/{notice.desk.slug}/ask/" in words(later)


def test_repealed_it_takes_none_any_more(words, reporter):
    notice = with_desk(reporter)
    following(notice, Relation.REPEALS)
    section = words(notice)
    assert "已截止" in section
    assert "/ask/" not in section
    assert "结果" not in section


def test_a_preview_says_where_the_button_will_be(as_person, reporter):
    notice = consultation(author=reporter, state=Notice.State.DRAFT)
    client = as_person(reporter)
    client.post(f"/admin/notices/notice/{notice.pk}/comments/")
    page = client.get(f"/admin/notices/notice/{notice.pk}/preview/").content.decode()
    assert TITLE in page
    assert "这里是填写意见的按钮" in page
    assert "/ask/" not in page


def test_the_page_is_kept_no_longer_than_its_countdown_is_right(client, reporter, clock):
    notice = with_desk(reporter)
    clock.move_to("2026-11-22T23:59:45+08:00", tick=False)
    assert "max-age=15" in client.get(f"/notices/{notice.pk}/")["Cache-Control"]


def test_the_page_of_the_desk_is_kept_no_longer_than_it_is_open(client, reporter, clock):
    desk = with_desk(reporter).desk
    clock.move_to("2026-11-30T23:59:45+08:00", tick=False)
    assert "max-age=15" in client.get(desk.get_absolute_url())["Cache-Control"]


def test_the_page_asks_no_more_than_eight_queries(client, reporter, django_assert_max_num_queries):
    notice = with_desk(reporter)
    following(notice, Relation.RESULT)
    with django_assert_max_num_queries(8):
        client.get(f"/notices/{notice.pk}/")
