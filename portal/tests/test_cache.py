"""The shared cache: a Redis that answers, and a site that goes on when it does not."""

import logging
import os
import socket
import threading
import time
import uuid

import pytest
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache

from portal.cache import ForgivingRedisCache

KEY = "a-key-that-no-log-may-name"


def make_cache(url, **params):
    return ForgivingRedisCache(url, {"KEY_PREFIX": f"test-{uuid.uuid4()}", "TIMEOUT": 30, **params})


@pytest.fixture(autouse=True)
def _rested():
    ForgivingRedisCache._rests_until = ForgivingRedisCache._silent_until = 0.0
    yield
    ForgivingRedisCache._rests_until = ForgivingRedisCache._silent_until = 0.0


@pytest.fixture
def dead():
    """A cache whose address nobody answers at."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    return make_cache(f"redis://127.0.0.1:{port}/0")


@pytest.fixture
def redis():
    cache = make_cache("redis://127.0.0.1:6379/15")
    if not cache.add("answers", 1) or cache.get("answers") != 1:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("no Redis on 127.0.0.1:6379")
    return cache


USES = {
    "get": (lambda cache: cache.get(KEY, "otherwise"), "otherwise"),
    "get_many": (lambda cache: cache.get_many([KEY]), {}),
    "get_or_set": (lambda cache: cache.get_or_set(KEY, lambda: "worked out"), "worked out"),
    "add": (lambda cache: cache.add(KEY, 1), True),
    "set": (lambda cache: cache.set(KEY, 1), None),
    "set_many": (lambda cache: cache.set_many({KEY: 1}), [KEY]),
    "touch": (lambda cache: cache.touch(KEY), False),
    "delete": (lambda cache: cache.delete(KEY), False),
    "delete_many": (lambda cache: cache.delete_many([KEY]), None),
    "has_key": (lambda cache: KEY in cache, False),
    "clear": (lambda cache: cache.clear(), False),
}


@pytest.mark.parametrize("name", USES)
def test_a_redis_that_is_down_is_an_empty_cache(dead, name):
    use, answer = USES[name]
    assert use(dead) == answer


@pytest.mark.parametrize("count", ["incr", "decr"])
def test_nothing_is_counted_on_from_while_redis_is_down(dead, count):
    with pytest.raises(ValueError, match="nothing to count on from") as refused:
        getattr(dead, count)(KEY)
    assert KEY not in str(refused.value)


def test_the_log_says_so_once_a_minute_without_a_key(dead, caplog, monkeypatch):
    now = time.monotonic()
    monkeypatch.setattr("portal.cache.time.monotonic", lambda: now)
    with caplog.at_level(logging.WARNING):
        for _second in range(61):
            dead.get(KEY)
            dead.add(KEY, "a value")
            now += 1
    assert len([record for record in caplog.records if record.name == "portal.cache"]) == 2
    assert "ConnectionError" in caplog.text
    assert KEY not in caplog.text
    assert "a value" not in caplog.text
    assert "127.0.0.1" not in caplog.text


def test_a_redis_that_is_silent_holds_a_page_up_once_and_not_for_every_key():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)  # takes the connection and never says a word
        cache = make_cache(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        started = time.monotonic()
        assert [cache.get(KEY) for _time in range(50)] == [None] * 50
    assert time.monotonic() - started < 2


def test_after_a_rest_redis_is_asked_again(dead, redis, monkeypatch):
    assert dead.get(KEY) is None
    redis.set(KEY, "kept")  # not asked: the process rests
    assert redis.get(KEY) is None
    now = time.monotonic() + 6
    monkeypatch.setattr("portal.cache.time.monotonic", lambda: now)
    redis.set(KEY, "kept")
    assert redis.get(KEY) == "kept"


def test_a_redis_that_answers_is_a_cache(redis):
    assert redis.add("a", 1)
    assert not redis.add("a", 2)
    assert redis.incr("a") == 2
    assert redis.decr("a") == 1
    redis.set_many({"b": "乙", "c": ["丙"]})
    assert redis.get_many(["a", "b", "c", "d"]) == {"a": 1, "b": "乙", "c": ["丙"]}
    assert redis.touch("b", 60)
    assert redis.delete("b")
    assert "b" not in redis
    with pytest.raises(ValueError, match="not found"):
        redis.incr("b")
    redis.set("short", 1, timeout=1)
    assert 0 < redis._cache.get_client().pttl(redis.make_key("short")) <= 1000  # milliseconds


def test_a_connection_that_died_unused_costs_nothing(redis):
    redis.set("a", 1)
    redis._cache.get_client().connection_pool.disconnect()
    for connection in redis._cache._get_connection_pool(write=False)._available_connections:
        connection.connect()
        connection._sock.shutdown(socket.SHUT_RDWR)
    assert redis.get("a") == 1


def test_thirty_threads_count_without_losing_one(redis):
    redis.add("count", 0)
    threads = [threading.Thread(target=redis.incr, args=("count",)) for _number in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert redis.get("count") == 30


def test_the_tests_own_cache_is_never_redis():
    assert not isinstance(caches["default"], RedisCache)
