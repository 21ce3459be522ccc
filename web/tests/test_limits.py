"""How often one visitor may do a thing: counted, told apart, and said in words."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache, _caches
from django.http import HttpResponse
from django.test import RequestFactory

from portal.visitors import VisitorMiddleware
from web.limits import Limit, connection_of

LIMIT = Limit("asking", most=5, seconds=600)
NOON = "2026-03-02T12:00:00+08:00"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def request_from(address, forwarded=""):
    """Return a request as a view gets it, from `address` and with what proxies wrote."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)
    VisitorMiddleware(lambda request: HttpResponse())(request)
    return request


def test_of_a_hundred_sends_in_a_minute_the_first_few_are_let_through(clock):
    waits = []
    for _number in range(100):
        waits.append(LIMIT.take("203.0.113.7"))
        clock.shift(0.5)
    assert waits[:5] == [0] * 5
    assert all(550 <= wait <= 600 for wait in waits[5:])


def test_after_the_wait_it_is_allowed_again(clock):
    for _number in range(6):
        wait = LIMIT.take("203.0.113.7")
    clock.shift(wait - 1)
    assert LIMIT.take("203.0.113.7") == 1
    clock.shift(1)
    assert LIMIT.take("203.0.113.7") == 0


def test_a_window_that_is_nearly_over_is_waited_for_a_second(clock):
    clock.shift(599.9)
    assert [LIMIT.take("203.0.113.7") for _number in range(6)][-1] == 1


def test_keys_and_limits_count_for_themselves():
    for _number in range(6):
        LIMIT.take("203.0.113.7")
    assert LIMIT.take("203.0.113.8") == 0
    assert Limit("looking", most=5, seconds=600).take("203.0.113.7") == 0


def test_visitors_behind_our_proxy_are_told_apart_by_what_it_saw(settings):
    settings.PROXY_COUNT = 1
    for _number in range(6):
        refused = LIMIT.take_for(request_from("10.0.0.1", "198.51.100.1"))
    assert refused
    assert LIMIT.take_for(request_from("10.0.0.1", "198.51.100.2")) == 0


def test_what_the_visitor_writes_into_the_header_changes_nothing(settings):
    settings.PROXY_COUNT = 1
    waits = [LIMIT.take_for(request_from("10.0.0.1", f"192.0.2.{number}, 198.51.100.1")) for number in range(6)]
    assert waits[-1]
    settings.PROXY_COUNT = 0
    waits = [LIMIT.take_for(request_from("198.51.100.9", f"192.0.2.{number}")) for number in range(6)]
    assert waits[-1]


def test_every_request_of_the_site_has_a_visitor(client, db):
    assert str(client.get("/hotlines/", REMOTE_ADDR="203.0.113.9").wsgi_request.visitor) == "203.0.113.9"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),  # one connection has all of these
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("", "unix:", False),
    ],
)
def test_a_connection_is_an_address_or_the_network_of_one(one, other, same):
    assert (connection_of(one) == connection_of(other)) is same


def test_no_address_stands_in_the_cache():
    LIMIT.take("203.0.113.7")
    Limit("looking", most=5, seconds=600).take("203.0.113.7")
    stored = _caches[""]
    assert "203.0.113.7" not in repr(stored)
    assert len({key.rpartition(":")[2] for key in stored}) == 2  # nor what would join one visitor's counts


@pytest.fixture
def _hasty_threads():
    """Threads take turns so often that a count in two steps would lose some."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # seconds
    yield
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("_hasty_threads")
def test_thirty_at_once_never_get_more_than_the_limit():
    start = threading.Barrier(30)

    def take(_number):
        start.wait()
        return LIMIT.take("203.0.113.7")

    for _round in range(10):
        cache.clear()
        with ThreadPoolExecutor(30) as pool:
            assert list(pool.map(take, range(30))).count(0) == 5


def test_a_count_that_vanishes_between_two_steps_begins_anew(monkeypatch):
    LIMIT.take("203.0.113.7")
    count_on = LocMemCache.incr

    def pushed_out(self, key, *args, **kwargs):
        self.delete(key)
        return count_on(self, key, *args, **kwargs)

    monkeypatch.setattr(LocMemCache, "incr", pushed_out)
    assert LIMIT.take("203.0.113.7") == 0


def test_without_a_cache_everybody_is_let_through(settings):
    settings.CACHES = {"default": {"BACKEND": "portal.cache.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}
    assert [LIMIT.take("203.0.113.7") for _number in range(20)] == [0] * 20
