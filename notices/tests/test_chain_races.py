"""Two people, one chain: of two who follow the same notice at the same moment one is told, and neither hangs."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from editorial.rules import Action
from notices import chains
from notices.models import Notice
from portal.testing import make_notice, make_person, put
from portal.tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("one_review")]


@pytest.fixture
def keys(in_a_file):
    """The keys of a public notice and of two drafts; only threads see their rows."""
    author = make_person("author", "记者")
    make_person("final", "三审总编")
    unpublished = {"state": Notice.State.DRAFT, "publish_at": None}
    notices = [make_notice("先前", author), *(make_notice(title, author, **unpublished) for title in "甲乙")]
    in_a_file()
    return [notice.pk for notice in notices]


def joining(key, before, relation=chains.Relation.REPLACES):
    def join():
        try:
            chains.join(Notice.objects.get(pk=key), Notice.objects.get(pk=before), relation)
        except ValidationError:
            return "refused"
        return "joined"

    return join


def test_two_who_follow_the_same_notice_at_once_make_one_follower(keys):
    before, first, second = keys
    assert at_once(joining(first, before), joining(second, before)) == ["joined", "refused"]
    assert at_once(lambda: Notice.objects.filter(follows=before).count()) == [1]


def test_one_draft_put_behind_two_notices_at_once_stands_behind_one(keys):
    before, first, second = keys
    at_once(lambda: put(Notice.objects.filter(pk=second), state="approved", publish_at="2026-01-01T00:00Z") and None)
    assert at_once(joining(first, before), joining(first, second)) == ["joined", "refused"]
    draft = at_once(lambda: Notice.objects.values_list("follows", "root").get(pk=first))[0]
    assert draft in {(before, before), (second, second)}


def test_publishing_the_next_and_withdrawing_the_one_before_at_once_leaves_the_chain_settled(keys):
    before, first, _second = keys
    at_once(joining(first, before, chains.Relation.CORRECTS))
    at_once(lambda: decide(first, Action.SUBMIT, "author"))
    results = at_once(lambda: decide(first, Action.PASS, "final"), lambda: decide(before, Action.WITHDRAW, "final"))
    assert "done" in results
    earlier, later = at_once(lambda: list(Notice.objects.filter(pk__in=[before, first]).order_by("pk")))[0]
    assert earlier.taken_over_at == (later.publish_at if later.is_approved else None)


def decide(key, action, username):
    Notice.objects.get(pk=key).decide(action, get_user_model().objects.get(username=username), "计划有变")
