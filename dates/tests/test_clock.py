"""All machines of a site go by the clock of its database, and whatever asks Django for the time goes by theirs."""

import sys
import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.signals import request_started
from django.db import Error, connection
from django.db.backends.signals import connection_created
from django.utils import timezone

from dates import clock
from portal.testing import make_article
from transactions.sqlite3 import base as sqlite

NOON = datetime(2026, 11, 16, 4, tzinfo=UTC)
AHEAD = timedelta(seconds=90)


class Database:
    """A connection to a PostgreSQL whose clock is `behind` ours, and which takes `slow` to answer."""

    vendor, alias, wrap_database_errors = "postgresql", "default", nullcontext()

    def __init__(self, moves, behind=AHEAD, slow=timedelta(), fails=False):
        self.moves, self.behind, self.slow, self.fails = moves, behind, slow, fails
        self.is_open, self.asked = False, 0

    @property
    def connection(self):
        return self

    def ensure_connection(self):
        if self.fails:
            raise Error
        if not self.is_open:
            self.is_open = True
            connection_created.send(sender=type(self), connection=self)

    def execute(self, statement):
        self.asked += 1
        self.moves.shift(self.slow / 2)
        self.says = time.time() - self.behind.total_seconds()
        self.moves.shift(self.slow / 2)
        return self

    def fetchone(self):
        return (self.says,)


@pytest.fixture
def measuring(time_machine, monkeypatch):
    """Return a function. It puts a Database of its making in the place of the site's, and opens a connection to it."""
    time_machine.move_to(NOON, tick=False)

    def stand_in(**ways):
        database = Database(time_machine, **ways)
        monkeypatch.setattr(clock, "connections", {"default": database})
        return database

    clock.go_by_the_database()
    yield stand_in
    clock.go_by_the_process()


def opened(database):
    database.ensure_connection()


def begin_a_request():
    """Call what the clock does then, and nothing else."""
    (receiver,) = [one for one in request_started._live_receivers(None)[0] if one.__module__ == clock.__name__]
    receiver(signal=request_started)


@pytest.mark.parametrize("behind", [AHEAD, -AHEAD], ids=["ahead", "behind"])
def test_a_machine_whose_clock_is_wrong_goes_by_the_databases(measuring, behind, caplog):
    opened(measuring(behind=behind))
    assert timezone.now() == NOON - behind
    assert timezone.localtime() == NOON - behind
    opened(measuring(behind=behind))
    assert [f"{behind.total_seconds():+.0f} seconds" in line for line in caplog.messages] == [True]


def test_a_clock_that_is_set_right_is_taken_as_it_is(measuring):
    opened(measuring())
    opened(measuring(behind=timedelta()))
    assert timezone.now() == NOON


@pytest.mark.parametrize(
    ("behind", "slow", "taken_off"),
    [(0.9, 0, False), (1.1, 0, True), (-1.1, 0, True), (1.9, 2, False), (2.1, 2, True), (90, 4, True)],
)
def test_what_the_way_there_and_back_may_have_made_is_left(measuring, behind, slow, taken_off):
    behind, slow = timedelta(seconds=behind), timedelta(seconds=slow)
    opened(measuring(behind=behind, slow=slow))
    assert timezone.now() == NOON + slow - (behind if taken_off else timedelta())


def test_the_first_request_of_a_process_goes_by_it_already(measuring):
    database = measuring()
    for _request in range(3):
        begin_a_request()
        assert timezone.now() == NOON - AHEAD
    assert database.asked == 1


def test_a_clock_that_is_set_while_a_connection_is_kept_is_measured_anew(measuring, monkeypatch):
    database = measuring(behind=timedelta())
    opened(database)
    steady = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: steady)
    clock._Known.steady = clock._steady()
    database.moves.shift(AHEAD)
    database.behind = AHEAD
    begin_a_request()
    begin_a_request()
    assert timezone.now() == NOON
    assert database.asked == 2


def test_a_database_that_is_away_stops_no_request(measuring):
    measuring(fails=True)
    begin_a_request()
    assert timezone.now() == NOON


def test_every_field_that_takes_the_time_takes_the_houses():
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    defaults = [field.default for field in fields if getattr(field.default, "__name__", "") == "now"]
    assert len(defaults) >= 10
    assert set(defaults) == {clock.now}


def test_no_module_of_the_house_holds_djangos_own():
    """What took `now` by name before the house began to go by the database would not know of it."""
    rooms = {config.name for config in apps.get_app_configs() if not config.name.startswith("django.")} | {"web"}
    of_the_house = [
        module for name, module in sys.modules.items() if name.partition(".")[0] in rooms and ".tests" not in name
    ]
    assert len(of_the_house) > 100
    assert {vars(module).get("now", clock.now) for module in of_the_house if callable(vars(module).get("now"))} <= {
        clock.now
    }


@pytest.mark.django_db
def test_an_item_is_not_public_before_its_time_by_the_databases_clock(measuring):
    article = make_article(publish_at=NOON + timedelta(hours=1))
    measuring().moves.move_to(article.publish_at + AHEAD / 2)
    assert type(article).objects.published().filter(pk=article.pk).exists()
    opened(measuring())
    assert not type(article).objects.published().filter(pk=article.pk).exists()
    article.save()
    assert article.updated_at == timezone.now() == article.publish_at - AHEAD / 2


def test_sqlite_has_no_clock_of_its_own():
    assert clock.offset_of(sqlite.DatabaseWrapper({})) is None


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no clock")
@pytest.mark.database
@pytest.mark.django_db
def test_the_clock_of_a_real_database_is_read_past_the_statements_of_a_page(time_machine, django_assert_num_queries):
    right = datetime.now(tz=UTC)
    time_machine.move_to(right + AHEAD)
    with django_assert_num_queries(0):
        found = clock.offset_of(connection)
    assert found.seconds == pytest.approx(90, abs=1)
    assert found.uncertain < 1
    clock._measure(connection)
    try:
        assert abs(timezone.now() - right) < timedelta(seconds=2)
    finally:
        clock.go_by_the_process()
