"""The shared cache in production: Redis. The site goes on when Redis does not answer."""

import logging
import time

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from web.happenings import CACHE_AWAY, happened

logger = logging.getLogger(__name__)

REST = 5  # seconds without asking Redis, so that a silent Redis does not make every page wait
SILENCE = 60  # seconds between two lines in the log


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache. Where Redis cannot be reached, it acts as if it were empty.

    Then nothing is found, nothing is kept, and everything may be added. So a cache is no place for what must not
    be lost or let through. The log names the kind of fault and no key.
    """

    _rests_until = 0.0  # for the whole process, by time.monotonic()
    _silent_until = 0.0

    def __init__(self, server, params):
        super().__init__(server, params)
        patience = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}  # seconds
        self._options = {**patience, **self._options}

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask(True, super().add, key, value, timeout, version)

    def get(self, key, default=None, version=None):
        return self._ask(default, super().get, key, default, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._ask(None, super().set, key, value, timeout, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask(False, super().touch, key, timeout, version)

    def delete(self, key, version=None):
        return self._ask(False, super().delete, key, version)

    def get_many(self, keys, version=None):
        return self._ask({}, super().get_many, keys, version)

    def has_key(self, key, version=None):
        return self._ask(False, super().has_key, key, version)

    def incr(self, key, delta=1, version=None):
        value = self._ask(None, super().incr, key, delta, version)
        if value is None:
            raise ValueError("the cache cannot be reached: there is nothing to count on from")
        return value

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask(list(data), super().set_many, data, timeout, version)

    def delete_many(self, keys, version=None):
        self._ask(None, super().delete_many, keys, version)

    def clear(self):
        return self._ask(False, super().clear)

    @classmethod
    def _ask(cls, otherwise, operation, *args):
        """Return what `operation` returns, or `otherwise` where Redis fails or is not asked for a while."""
        now = time.monotonic()
        if now < cls._rests_until:
            return otherwise
        try:
            return operation(*args)
        except RedisError as fault:
            cls._rests_until = now + REST
            happened.send(sender=None, what=CACHE_AWAY, kind=type(fault).__name__)
            if now >= cls._silent_until:
                cls._silent_until = now + SILENCE
                logger.warning(
                    "The shared cache cannot be reached (%s); the site does without it.", type(fault).__name__
                )
            return otherwise
