"""Django on a scratch database that vanishes with the run, and how long one of its pages takes."""

import os
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

ROUNDS = 15


@contextmanager
def database():
    """While it lasts there is an empty database, of the kind that DATABASE_URL names (SQLite without)."""
    setup_test_environment(debug=False)
    settings.ALLOWED_HOSTS = ["testserver"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def look_again():
    """Let the database plan by what it holds now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def page(client, path):
    """Return (median milliseconds, queries) of `path`, asked for by `client`."""
    client.get(path)
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - started) * 1000)
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    client.get(path)
    queries = len(connection.queries_log)
    connection.force_debug_cursor = False
    return statistics.median(times), queries
