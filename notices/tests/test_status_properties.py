"""The status of a notice, by the clock: Python, the rows and the lists say the same at every edge, to the second."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings, strategies as some

from dates.period_status import Status
from notices.models import Notice
from notices.period import FOREVER, first_moment, last_moment
from portal.testing import make_notice

pytestmark = pytest.mark.django_db
SECOND, PUBLISHED = timedelta(seconds=1), datetime(2023, 1, 1, tzinfo=UTC)
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Chatham", "Africa/Cairo", "UTC"]
LEAP, NO_LEAP, NEW_YEAR = date(2028, 2, 29), date(2027, 2, 28), date(2026, 12, 31)
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)  # clocks go forward and back in Berlin

some_days = some.sampled_from([LEAP, NO_LEAP, NEW_YEAR, SPRING, AUTUMN]) | some.dates(
    date(2024, 1, 1), date(2030, 1, 1)
)
some_minutes = (
    some.none()
    | some.sampled_from([time(0), time(0, 1), time(2, 30), time(23, 59)])
    | some.times().map(lambda moment: moment.replace(second=0, microsecond=0, fold=0))
)
some_lengths = some.none() | some.integers(0, 3) | some.integers(0, 800)
few = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def statuses_in_the_lists(notice):
    """What the querysets say of `notice` now; each of the lists is asked by itself."""
    lists = {
        Status.UPCOMING: Notice.objects.upcoming(),
        Status.IN_FORCE: Notice.objects.in_force(),
        Status.ENDED: Notice.objects.over().exclude(pk__in=Notice.objects.repealed().values("pk")),
        Status.REPEALED: Notice.objects.repealed(),
    }
    return [status for status, rows in lists.items() if rows.filter(pk=notice.pk).exists()]


def edges(notice):
    moments = {notice.begins, notice.over_by_itself, notice.over, notice.taken_over_at} - {None, FOREVER}
    return sorted(moment + step for moment in moments for step in (-SECOND, timedelta(0), SECOND))


@pytest.mark.parametrize("zone", ZONES)
@few
@given(day=some_days, minute=some_minutes, length=some_lengths, last_minute=some_minutes)
@example(day=LEAP, minute=None, length=0, last_minute=None)
@example(day=NO_LEAP, minute=time(22), length=1, last_minute=time(6))
@example(day=NEW_YEAR, minute=time(23, 59), length=1, last_minute=time(0))
@example(day=SPRING, minute=time(2, 30), length=0, last_minute=time(3, 30))
@example(day=AUTUMN, minute=time(1), length=0, last_minute=None)
@example(day=NEW_YEAR, minute=None, length=None, last_minute=None)
def test_the_page_and_the_lists_agree_on_the_status_at_every_edge(zone, request, day, minute, length, last_minute):
    with override_settings(TIME_ZONE=zone):
        notice = save_period(request.getfixturevalue("notice"), day, minute, length, last_minute)
        for moment in edges(notice):
            with time_machine.travel(moment, tick=False):
                assert statuses_in_the_lists(notice) == [notice.status], (zone, moment)
        assert (notice.begins_at, notice.over_at) == (notice.begins, notice.over)


@few
@given(
    day=some_days, minute=some_minutes, length=some_lengths, taken=some.integers(-50, 900), is_repealed=some.booleans()
)
def test_they_agree_when_another_notice_takes_over(request, day, minute, length, taken, is_repealed):
    notice = save_period(request.getfixturevalue("notice"), day, minute, length, None)
    notice.taken_over_at, notice.is_repealed = notice.begins + timedelta(hours=6 * taken), is_repealed
    notice.save()
    for moment in edges(notice):
        with time_machine.travel(moment, tick=False):
            assert statuses_in_the_lists(notice) == [notice.status], moment


@few
@given(day=some_days, minute=some_minutes, length=some_lengths, taken=some.none() | some.integers(-50, 900))
def test_the_next_change_is_the_very_second_at_which_the_status_becomes_another(request, day, minute, length, taken):
    notice = save_period(request.getfixturevalue("notice"), day, minute, length, None)
    if taken is not None:
        notice.taken_over_at, notice.is_repealed = notice.begins + timedelta(hours=6 * taken), taken % 2 == 0
    for moment in edges(notice):
        change = notice.next_change(moment)
        later = [edge for edge in edges(notice) if edge > moment and (change is None or edge < change)]
        assert {notice.status_at(edge) for edge in later} <= {notice.status_at(moment)}
        if change:
            assert notice.status_at(change) != notice.status_at(moment) == notice.status_at(change - SECOND / 1000)


def save_period(notice, day, minute, length, last_minute):
    """Give `notice` this period; `length` is in days, None for no end. An end before the begin is left out."""
    notice.effective_from, notice.effective_from_time, notice.taken_over_at, notice.is_repealed = (
        day,
        minute,
        None,
        False,
    )
    notice.effective_until = notice.effective_until_time = None
    if length is not None:
        last = day + timedelta(days=length)
        if last_moment(last, last_minute) > first_moment(day, minute):
            notice.effective_until, notice.effective_until_time = last, last_minute
    notice.save()
    notice.refresh_from_db()
    return notice


@pytest.fixture
def notice(db):
    return make_notice(publish_at=PUBLISHED)


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ((date(2028, 2, 29), None), datetime(2028, 2, 29, 16, tzinfo=UTC)),
        ((date(2027, 2, 28), None), datetime(2027, 2, 28, 16, tzinfo=UTC)),
        ((date(2026, 12, 31), None), datetime(2026, 12, 31, 16, tzinfo=UTC)),
        ((date(2026, 11, 30), time(18)), datetime(2026, 11, 30, 10, tzinfo=UTC)),
        ((date(2026, 11, 30), time(0)), datetime(2026, 11, 29, 16, tzinfo=UTC)),
        ((None, None), FOREVER),
    ],
)
def test_a_day_ends_with_its_last_second_and_a_minute_with_its_first(typed, moment):
    """Reckoned by hand: Shanghai is eight hours before Greenwich."""
    assert last_moment(*typed) == moment


def test_a_notice_without_an_end_is_open():
    notice = make_notice(effective_from=date(2026, 1, 1))
    with time_machine.travel(datetime(2999, 1, 1, tzinfo=UTC), tick=False):
        assert (notice.is_open_ended, notice.status, notice.next_change(timezone.now())) == (
            True,
            Status.IN_FORCE,
            None,
        )


def test_a_notice_holds_in_its_first_second_and_not_at_its_end():
    notice = make_notice(
        effective_from=date(2026, 11, 30), effective_from_time=time(22), effective_until=date(2026, 12, 1)
    )
    begin, end = datetime(2026, 11, 30, 14, tzinfo=UTC), datetime(2026, 12, 1, 16, tzinfo=UTC)
    told = [notice.status_at(moment) for moment in (begin - SECOND, begin, end - SECOND, end)]
    assert told == [Status.UPCOMING, Status.IN_FORCE, Status.IN_FORCE, Status.ENDED]


@pytest.mark.django_db(databases=[])
def test_a_notice_of_an_hour_that_the_clock_leaps_over_still_begins():
    """At 2:00 on that morning it is 3:00 in Berlin; what is announced for 2:30 begins half an hour after."""
    with override_settings(TIME_ZONE="Europe/Berlin"):
        assert first_moment(SPRING, time(2, 30)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
        assert last_moment(AUTUMN) - first_moment(AUTUMN) == timedelta(hours=25)
