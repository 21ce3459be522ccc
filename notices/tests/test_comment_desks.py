"""The desk of a consultation: opened once, found by nobody too early, its days always those of its notices."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from editorial.rules import Action
from notices import comment_desks
from notices.models import Kind, Notice
from notices.tests.consulting import FIRST, LAST, TITLE, consultation, published, with_desk
from portal.testing import make_notice
from questions.models import Desk

pytestmark = pytest.mark.django_db
Relation = Notice.Relation


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-11-22T12:00:00+08:00", tick=False)
    return time_machine


def draft(**fields):
    return consultation(state=Notice.State.DRAFT, **fields)


def desk_of(notice):
    return Desk.objects.get(notices=notice)


def test_a_draft_gets_a_desk_of_its_own(reporter):
    notice = draft()
    desk, is_new = comment_desks.open_desk(notice, reporter)
    assert is_new
    assert (desk.kind, desk.head, desk.members.count()) == (Desk.Kind.COMMENTS, reporter, 0)
    assert desk.name == f"意见征集 {notice.index_number}"
    assert (desk.opens_on, desk.closes_on) == (FIRST, LAST)
    assert (desk.subject, desk.subject_url) == (TITLE, f"/notices/{notice.pk}/")
    desk.full_clean()
    assert desk_of(notice) == desk


def test_a_second_press_makes_no_second_desk(reporter, other_reporter):
    notice = draft()
    first, _new = comment_desks.open_desk(notice, reporter)
    assert comment_desks.open_desk(Notice.objects.get(pk=notice.pk), other_reporter) == (first, False)
    assert Desk.objects.get().head == reporter


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"comments_from": None, "comments_until": None}, "请先填写意见期的起止日期"),
        ({"comments_from": date(2026, 11, 1), "comments_until": date(2026, 11, 21)}, "意见期已过"),
        ({"state": Notice.State.APPROVED}, "这份通告已经签发"),
    ],
)
def test_what_cannot_have_a_desk_yet_is_told_why(reporter, fields, words):
    with pytest.raises(ValidationError, match=words):
        comment_desks.open_desk(consultation(**{"state": Notice.State.DRAFT, **fields}), reporter)
    assert not Desk.objects.exists()


def test_a_water_cut_takes_no_comments(reporter):
    with pytest.raises(ValidationError, match="不征求意见"):
        comment_desks.open_desk(make_notice(state="draft", comments_from=FIRST, comments_until=LAST), reporter)


def test_whoever_may_work_on_no_case_opens_no_desk(keeper):
    with pytest.raises(ValidationError, match="您没有这项权限"):
        comment_desks.open_desk(draft(), keeper)


def test_an_objection_is_asked_for_in_other_words_than_a_comment(reporter):
    wish, _new = comment_desks.open_desk(draft(), reporter)
    objection, _new = comment_desks.open_desk(draft(nature=Kind.Nature.PUBLICITY), reporter)
    assert "有异议" in objection.introduction
    assert "希望怎么改" in wish.introduction


def test_a_name_that_would_be_too_long_is_the_index_number_alone(reporter):
    notice = draft()
    Notice.objects.update(index_number="10012-2026-00015")
    notice.refresh_from_db()
    assert comment_desks.open_desk(notice, reporter)[0].name == "10012-2026-00015"


def test_nobody_finds_it_before_the_notice_is_public(reporter, clock):
    notice = draft(publish_at=timezone.now() + timedelta(hours=2))
    desk, _new = comment_desks.open_desk(notice, reporter)
    assert not desk.is_public
    published(notice)
    assert not desk_of(notice).is_open
    clock.shift(timedelta(hours=2))
    assert desk_of(notice).is_open


def test_what_is_returned_before_it_came_out_is_not_found_either(reporter, final_reviewer, clock):
    notice = draft(publish_at=timezone.now() + timedelta(hours=2))
    comment_desks.open_desk(notice, reporter)
    published(notice)
    notice.decide(Action.RETURN, final_reviewer, "再改改")
    clock.shift(timedelta(hours=2))
    assert not desk_of(notice).is_public


def test_the_last_review_makes_it_public_with_the_notice(reporter, final_reviewer, one_review):
    notice = draft(author=reporter)
    comment_desks.open_desk(notice, reporter)
    notice.decide(Action.SUBMIT, reporter)
    notice.decide(Action.PASS, final_reviewer)
    assert desk_of(notice).is_open


def test_a_change_of_the_period_or_the_title_moves_the_desk_along(reporter):
    notice = with_desk(reporter)
    notice.comments_until, notice.title = date(2026, 12, 5), "关于调整3路公交线路征求意见"
    notice.save()
    notice.keep_version(reporter)
    assert (desk_of(notice).closes_on, desk_of(notice).subject) == (date(2026, 12, 5), notice.title)


def test_withdrawn_it_closes_at_once_and_keeps_its_page(client, reporter, final_reviewer):
    notice = with_desk(reporter)
    notice.decide(Action.WITHDRAW, final_reviewer, "内容有误")
    desk = desk_of(notice)
    assert desk.is_public
    assert not desk.is_open
    desk.full_clean()
    page = client.get(desk.get_absolute_url()).content.decode()
    assert "已不再征求意见" in page
    assert "汇总" not in page
