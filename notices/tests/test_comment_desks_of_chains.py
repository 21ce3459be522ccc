"""The notices of one chain share one desk for comments."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from editorial.duplication import duplicate
from editorial.rules import Action
from notices import chains, comment_desks
from notices.models import Kind, Notice
from notices.tests.consulting import FIRST, LAST, TITLE, consultation, following, published, with_desk
from portal.testing import make_kind, make_notice
from questions.models import Desk

pytestmark = pytest.mark.django_db
Relation = Notice.Relation


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-11-22T12:00:00+08:00", tick=False)
    return time_machine


def draft(**fields):
    return consultation(state=Notice.State.DRAFT, **fields)


def at(text):
    return datetime.fromisoformat(f"{text}+08:00")


def desk_of(notice):
    return Desk.objects.get(notices=notice)


def test_a_period_set_anew_by_the_next_in_the_chain_is_that_of_the_desk(reporter, final_reviewer):
    notice = with_desk(reporter)
    later = following(notice, Relation.EXTENDS, comments_from=FIRST, comments_until=date(2026, 12, 15))
    desk = desk_of(later)
    assert desk == desk_of(notice)
    assert (desk.closes_on, desk.subject, desk.subject_url) == (
        date(2026, 12, 15),
        later.title,
        f"/notices/{later.pk}/",
    )
    later.decide(Action.WITHDRAW, final_reviewer, "发错了")
    assert (desk_of(notice).closes_on, desk_of(notice).subject) == (LAST, TITLE)
    assert desk_of(notice).is_open


def test_a_desk_opens_again_with_the_correction_of_what_was_withdrawn(reporter, final_reviewer, clock):
    notice, tomorrow = with_desk(reporter), timezone.now() + timedelta(days=1)
    later = following(notice, Relation.CORRECTS, comments_from=FIRST, comments_until=LAST, publish_at=tomorrow)
    notice.decide(Action.WITHDRAW, final_reviewer, "发错了")
    assert not desk_of(later).is_open
    clock.move_to(tomorrow, tick=False)
    assert desk_of(later).is_open
    assert desk_of(later).closed_note == ""


def test_one_that_comes_out_later_shuts_nobody_out_before(reporter):
    notice, tomorrow = with_desk(reporter), timezone.now() + timedelta(days=1)
    later = {"comments_from": date(2026, 12, 1), "comments_until": date(2026, 12, 15), "publish_at": tomorrow}
    following(notice, Relation.EXTENDS, **later)
    desk = desk_of(notice)
    assert (desk.opens_on, desk.closes_on, desk.subject) == (date(2026, 11, 22), date(2026, 12, 15), TITLE)


@pytest.mark.parametrize(
    ("relation", "fields"),
    # What replaces it in January takes nothing over before; what it says of comments counts all the same.
    [(Relation.CORRECTS, {}), (Relation.REPLACES, {"effective_from": date(2027, 1, 1)})],
)
def test_a_shorter_period_shuts_nobody_out_before_readers_know_of_it(client, reporter, clock, relation, fields):
    notice = with_desk(reporter, comments_until=date(2026, 12, 20))
    fields = {"comments_from": FIRST, "comments_until": date(2026, 11, 28), **fields}
    following(notice, relation, publish_at=at("2026-12-01T10:00:00"), **fields)
    assert desk_of(notice).closes_on == date(2026, 12, 1)
    assert desk_of(notice).closed_note == ""
    clock.move_to("2026-11-29T12:00:00+08:00", tick=False)
    page = client.get(f"/notices/{notice.pk}/").content.decode()
    assert "还有21天" in page
    assert f"{desk_of(notice).get_absolute_url()}ask/" in page


def test_an_earlier_first_day_opens_it_no_sooner_than_readers_know_of_it(reporter):
    notice = with_desk(reporter, comments_from=date(2026, 12, 5), comments_until=date(2026, 12, 20))
    earlier = {"comments_from": FIRST, "comments_until": date(2026, 12, 20)}
    following(notice, Relation.CORRECTS, publish_at=at("2026-11-28T10:00:00"), **earlier)
    assert desk_of(notice).opens_on == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("relation", "fields"),
    [
        (Relation.REPEALS, {"effective_from": date(2026, 12, 2)}),
        (Relation.EXTENDS, {"comments_from": FIRST, "comments_until": date(2027, 1, 2)}),
        (Relation.CORRECTS, {"comments_from": date(2026, 11, 23), "comments_until": date(2026, 12, 2)}),
    ],
)
@pytest.mark.parametrize("first", [FIRST, date(2026, 12, 5)], ids=["open", "not open yet"])
def test_no_page_of_the_desk_tells_of_what_is_under_an_embargo(client, reporter, relation, fields, first):
    notice = with_desk(reporter, comments_from=first, comments_until=date(2026, 12, 20))
    desk = desk_of(notice)
    paths = ["/questions/desks/", *(f"{desk.get_absolute_url()}{tail}" for tail in ("", "poster/"))]
    before = [client.get(path).content for path in paths]
    following(notice, relation, publish_at=at("2026-12-02T00:00:00"), **fields)
    later = desk_of(notice)
    assert (later.opens_on, later.closes_on) != (desk.opens_on, desk.closes_on)
    assert [client.get(path).content for path in paths] == before


def test_repealed_it_closes_with_the_day_before(reporter):
    notice = with_desk(reporter)
    following(notice, Relation.REPEALS, effective_from=date(2026, 11, 25))
    assert desk_of(notice).closes_on == date(2026, 11, 24)
    assert "已不再征求意见" in desk_of(notice).closed_note


def test_the_result_moves_nothing(reporter):
    notice = with_desk(reporter)
    result = following(notice, Relation.RESULT)
    assert (desk_of(notice).closes_on, result.desk) == (LAST, None)


def test_a_draft_of_the_same_chain_uses_the_desk_that_is_there(reporter, other_reporter):
    notice = with_desk(reporter)
    correction = make_notice("更正", follows=notice, relation=Relation.CORRECTS, kind=notice.kind, state="draft")
    correction.comments_from, correction.comments_until = FIRST, LAST
    correction.save()
    assert comment_desks.open_desk(correction, other_reporter) == (desk_of(notice), False)
    correction.refresh_from_db()
    # Taken off the chain again, it would have somebody else's desk.
    assert correction.desk is None


def test_of_two_desks_that_meet_in_one_chain_the_older_stays(reporter):
    notice, other = with_desk(reporter), draft(title="更正")
    comment_desks.open_desk(other, reporter)
    chains.join(other, notice, Relation.CORRECTS)
    published(Notice.objects.get(pk=other.pk))
    other.refresh_from_db()
    assert other.desk == desk_of(notice)


def test_neither_a_copy_nor_an_earlier_version_has_anything_to_do_with_the_desk(reporter):
    notice = with_desk(reporter)
    assert duplicate(notice, reporter).desk is None
    assert "desk" not in notice.own_versions().last().data["fields"]


def test_a_notice_without_a_desk_is_left_alone():
    make_notice(kind=make_kind("公示", nature=Kind.Nature.PUBLICITY), comments_from=FIRST, comments_until=LAST)
    comment_desks.follow(Notice.objects.get())
    assert not Desk.objects.exists()
