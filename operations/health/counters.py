"""What each process counts for Prometheus. The first import takes a slot; without METRICS_TOKEN nothing imports it.

Labels are words out of our own code: names of routes, classes of answers and errors. An address would be without end,
and may be somebody's key.
"""

import logging
import os
import sys
from functools import partial

from django.conf import settings
from django.core.signals import got_request_exception
from prometheus_client import CollectorRegistry, Counter, Histogram, values
from prometheus_client.multiprocess import MultiProcessCollector

from web.happenings import CACHE_AWAY, UPLOAD_REFUSED, happened

from .worker_slots import slot_in

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

logger = logging.getLogger(__name__)


def _count_in_files():
    """Let the library count in files that all processes of this machine share. Return whether that can be."""
    try:
        slot_in(settings.METRICS_DIR)
    except OSError as fault:
        logger.warning("There are no metrics of this process, since METRICS_DIR cannot be written: %s", fault)
        return False
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(settings.METRICS_DIR)  # the library reads it wherever it counts
    values.ValueClass = values.MultiProcessValue(process_identifier=partial(slot_in, settings.METRICS_DIR))
    return True


ARE_SHARED = _count_in_files()
ours = CollectorRegistry()

requests = Counter(
    "jinlin_requests", "Answers, by method, route and class of status.", ["method", "route", "status"], registry=ours
)
seconds = Histogram(
    "jinlin_request_seconds", "Seconds until an answer began, by route.", ["route"], buckets=SECONDS, registry=ours
)
exceptions = Counter("jinlin_exceptions", "Errors that nothing caught, by class.", ["kind"], registry=ours)
uploads_refused = Counter("jinlin_uploads_refused", "Files that were not taken, by reason.", ["reason"], registry=ours)
cache_away = Counter("jinlin_cache_away", "Times the shared cache did not answer.", registry=ours)


def count(method: str, route: str, status: int, taken: float) -> None:
    """Count an answer that took so many seconds."""
    requests.labels(method, route, f"{status // 100}xx").inc()
    seconds.labels(route).observe(taken)


def counted() -> CollectorRegistry:
    """Return what all processes of this machine counted together, as a registry of its own."""
    if not ARE_SHARED:
        return ours
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


def _count_exception(**signal):
    kind = sys.exc_info()[0]
    exceptions.labels(kind.__name__ if kind else "unknown").inc()


def _count_happening(what, kind, **signal):
    if what == UPLOAD_REFUSED:
        uploads_refused.labels(kind).inc()
    elif what == CACHE_AWAY:
        cache_away.inc()


got_request_exception.connect(_count_exception, dispatch_uid="operations.health.counters")
happened.connect(_count_happening, dispatch_uid="operations.health.counters")
