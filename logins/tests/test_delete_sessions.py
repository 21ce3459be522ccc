"""What is left of people at the desk goes when nobody needs it: sessions, forgiven passwords, marks of open pages."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from editorial.models import Presence
from logins.models import Throttle
from logins.tries import SWEPT_AT_ONCE
from portal.testing import make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def left_behind(reporter, other_reporter, still):
    """One of each that is needed still, and one, of passwords very many, that nobody needs."""
    now, moment = timezone.now(), timedelta(seconds=1)
    item = make_draft(reporter)
    for person, seen_at in ((reporter, now - timedelta(seconds=90)), (other_reporter, now - timedelta(seconds=91))):
        Presence.objects.create(item=item, person=person, seen_at=seen_at)
    for key, expire_date in (("open", now), ("ended", now - moment)):
        Session.objects.create(session_key=key, session_data="", expire_date=expire_date)
    times = {"counted": now + moment, **{str(number): now for number in range(2 * SWEPT_AT_ONCE + 1)}}
    Throttle.objects.bulk_create(
        Throttle(key=key, pace="account", open_at=now, forgiven_at=forgiven_at) for key, forgiven_at in times.items()
    )


def test_what_nobody_needs_is_deleted_and_the_rest_stays(left_behind, reporter, capsys):
    call_command("deletesessions")
    assert "1" in capsys.readouterr().out
    assert [session.session_key for session in Session.objects.all()] == ["open"]
    assert [throttle.key for throttle in Throttle.objects.all()] == ["counted"]
    assert [presence.person for presence in Presence.objects.all()] == [reporter]


def test_a_dry_run_only_counts(left_behind, capsys):
    call_command("deletesessions", "--dry-run")
    assert str(2 * SWEPT_AT_ONCE + 1) in capsys.readouterr().out
    assert (Session.objects.count(), Throttle.objects.count(), Presence.objects.count()) == (2, 202, 2)
