"""What may be put behind what: no circle, no second head, nothing behind or before what must not be there."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dates.period_status import Status
from notices import chains
from notices.chains import Relation
from notices.models import Notice
from notices.tests.lives import at, draft, fresh, publish, withdraw
from portal.testing import make_notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
TWENTY_EIGHTH = date(2026, 11, 28)


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(at(12), tick=False) as traveller:
        yield traveller


@pytest.fixture
def before(reporter, final_reviewer):
    return publish(draft(reporter, "先前", effective_until=TWENTY_EIGHTH), reporter, final_reviewer)


@pytest.fixture
def follow(reporter, final_reviewer):
    """Return a function that publishes the next after a notice."""

    def follow(notice, relation, title="随后", **fields):
        return publish(draft(reporter, title, notice, relation, **fields), reporter, final_reviewer)

    return follow


def test_a_draft_in_a_chain_changes_nothing_for_readers(before, reporter):
    draft(reporter, "草稿", before, Relation.REPEALS)
    before = fresh(before)
    assert (before.taken_over_at, before.status) == (None, Status.IN_FORCE)
    assert chains.chain_of(before) == [before]


def test_no_notice_follows_itself(before):
    with pytest.raises(ValidationError, match="自己|本身|自身"):
        chains.join(before, before, Relation.REPLACES)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=before.pk).update(follows=before.pk, relation=Relation.REPLACES)


def test_no_circle_can_be_closed(before, follow):
    last = follow(follow(before, Relation.EXTENDS), Relation.EXTENDS, "最后")
    for notice in (before, last.follows):
        with pytest.raises(ValidationError):
            chains.join(fresh(notice), last, Relation.REPLACES)
    assert fresh(before).follows is None


def test_nothing_that_is_public_or_was_is_put_behind_another(before, final_reviewer):
    other = make_notice("另一份")
    with pytest.raises(ValidationError):
        chains.join(other, before, Relation.REPLACES)
    with pytest.raises(ValidationError):
        chains.join(withdraw(other, final_reviewer), before, Relation.REPLACES)


def test_what_is_not_public_is_followed_by_nothing(before, follow, reporter):
    notice = draft(reporter, "随后")
    embargoed = follow(before, Relation.EXTENDS, "待发", publish_at=at(6, day=23))
    for earlier in (draft(reporter, "草稿"), embargoed):
        with pytest.raises(ValidationError):
            chains.join(notice, earlier, Relation.REPLACES)


def test_a_second_head_is_refused_by_name_and_by_the_database(before, reporter):
    draft(reporter, "第一个", before, Relation.EXTENDS)
    second = draft(reporter, "第二个")
    with pytest.raises(ValidationError, match="第一个"):
        chains.join(second, before, Relation.REPLACES)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=second.pk).update(follows=before.pk, relation=Relation.REPLACES)
    assert fresh(second).follows is None
