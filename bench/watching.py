"""What it costs a request to be numbered, counted and logged: ratios of medians, with each on and with none of them.

.venv/bin/python bench/watching.py
"""

import os
import statistics
import sys
import tempfile
import time

os.environ |= {"METRICS_TOKEN": "k7f0q2m9x4z8c1v5b3n6", "METRICS_DIR": tempfile.mkdtemp(), "LOG_REQUESTS": "true"}

import scratch  # stands before all that asks for settings: it sets Django up

# isort: split
import logging

from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from operations.health.requests import RequestMiddleware

ROUNDS, REQUESTS = 15, 200
PAGE = "/about/"


def microseconds(call):
    began = time.perf_counter()
    for _request in range(REQUESTS):
        call()
    return 1e6 * (time.perf_counter() - began) / REQUESTS


def medians(calls):
    """Return the median of each call: they take turns, so that a busy machine is busy for all."""
    taken = {name: [] for name in calls}
    for _round in range(ROUNDS):
        for name, call in calls.items():
            taken[name].append(microseconds(call))
    return {name: statistics.median(numbers) for name, numbers in taken.items()}


def without_watching():
    """A site without the middleware."""
    kept = [name for name in settings.MIDDLEWARE if "operations.health" not in name]
    usual, settings.MIDDLEWARE = settings.MIDDLEWARE, kept
    client = Client()
    client.get(PAGE)  # loads the middleware
    settings.MIDDLEWARE = usual
    return lambda: client.get(PAGE)


def watched():
    client = Client()
    client.get(PAGE)
    return lambda: client.get(PAGE)


def main():
    logging.getLogger().handlers[0].stream = open(os.devnull, "w")  # noqa: SIM115
    request = RequestFactory().get("/")
    alone = RequestMiddleware(lambda request: HttpResponse())
    found = medians(
        {"a page without": without_watching(), "a page with": watched(), "the middleware alone": lambda: alone(request)}
    )
    for name, number in found.items():
        sys.stdout.write(f"{name:24} {number:8.0f} µs\n")
    sys.stdout.write(f"{'with, to without':24} {found['a page with'] / found['a page without']:8.2f}\n")


with scratch.database():
    main()
