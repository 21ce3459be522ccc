"""The list of what uses something says how each of these stands, in words: what is a draft, what readers see."""

import re
from datetime import timedelta
from itertools import product

import pytest
from django.apps import apps
from django.contrib import admin
from django.utils import timezone

from dates.period_status import Status
from editing.usage import _conditions_by_owner, usage_of
from editorial.kinds import kinds
from editorial.tests.bulletins.models import Bulletin
from notices.models import Notice
from portal.testing import make_answer, make_article, make_desk, make_draft, make_notice, make_place
from questions.models import Case

CODE = re.compile(r"[A-Za-z_]")
NOW = timezone.now()
HOUR = timedelta(hours=1)


def users():
    """The models that the list may name: what has a page at the desk and uses anything."""
    owners = {owner for model in apps.get_models() for owner in _conditions_by_owner(model._base_manager.none())}
    return sorted((owner for owner in owners if admin.site.is_registered(owner)), key=lambda owner: owner._meta.label)


def states_of(kind):
    """Every item of `kind` that can occur, so far as its status goes; none is saved."""
    State = kind.State
    for state, is_returned in product(State, (False, True)):
        if is_returned and state != State.DRAFT:
            continue
        moments = (NOW - HOUR, NOW + HOUR) if state == State.APPROVED else (None,)
        for moment, period in product(moments, periods_of(kind)):
            yield kind(state=state, is_returned=is_returned, publish_at=moment, **period)


def periods_of(kind):
    if kind is not Notice:
        return [{}]
    day, span = timezone.localdate(), timedelta(days=2)
    return [
        {"effective_from": day + span},
        {"effective_from": day - span},
        {"effective_from": day - 2 * span, "effective_until": day - span},
        {"effective_from": day - span, "is_repealed": True, "taken_over_at": NOW - HOUR},
    ]


def cases():
    return [Case(status=status, outcome=outcome) for status in Case.Status for outcome in ("", *Case.Outcome)]


def test_whatever_has_a_state_says_it_in_words():
    codes = {"state", "status"}
    silent = [
        model._meta.label
        for model in {*users(), *kinds()}
        if codes & {field.name for field in model._meta.get_fields()} and not hasattr(model, "status_in_words")
    ]
    assert silent == []
    assert {Case, *kinds()} - {Bulletin} <= set(users())


@pytest.mark.parametrize("things", [*map(states_of, kinds()), cases()], ids=[*(k.__name__ for k in kinds()), "Case"])
def test_no_state_is_told_by_its_code_or_not_at_all(things):
    told = [one.status_in_words for one in things]
    assert len(set(told)) > 4
    assert not [words for words in told if not words.strip() or CODE.search(words)]


def test_drafts_are_told_from_what_is_live_and_a_live_notice_says_whether_it_holds():
    for kind in kinds():
        told = {(item.state, item.is_live): item.status_in_words for item in states_of(kind)}
        assert told["draft", False].startswith("已退回")
        assert told["approved", True].startswith("已公开")
        assert told["approved", False] == "待公开"
        assert told["withdrawn", False] == "已撤稿"
    live = [notice.status_in_words for notice in states_of(Notice) if notice.is_live]
    assert live == [f"已公开，{status.label}" for status in list(Status)[:-1]]


@pytest.mark.django_db
def test_the_list_of_what_uses_a_place_says_how_each_stands(rf, reporter, final_reviewer):
    place = make_place()
    make_article("登出来的", places=[place])
    make_draft(reporter, "还在写的", places=[place])
    make_answer("答过的", places=[place])
    make_notice("停水的", places=[place])
    make_desk("社区热线", place=place)
    request = rf.get("/")
    request.user = final_reviewer
    usage = usage_of([place], request, admin.site)
    assert {(title, status) for _kind, title, status, _address in usage.shown} >= {
        ("登出来的", "已公开"),
        ("还在写的", "草稿"),
        ("答过的", "已公开"),
        ("停水的", "已公开，生效中"),
    }
    assert not [line for line in usage.lines if "（）" in line or "in_force" in line]
