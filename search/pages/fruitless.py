"""Counts the searches that found nothing. The newsroom learns what readers lack, and nothing about readers."""

from contextlib import contextmanager

from django.db import Error, connection
from django.utils import timezone

from web.limits import Limit, connection_of

from ..core.comparable import whole_of
from ..core.query import parse
from ..models import FruitlessSearch
from .personal import is_personal

MOST_KEPT = 5000  # rows; then only words that are among them are counted, until the daily deletion makes room
MOST_A_VISITOR = Limit("fruitless", most=20, seconds=3600)
# A page that is opened again says nothing new.
ONCE_A_VISITOR = Limit("fruitless_again", most=1, seconds=24 * 3600)
LONGEST_WAIT = 100  # milliseconds
# It is one statement. So of two searches at once both are counted, and the page pays for one query.
COUNT = """
    INSERT INTO search_fruitlesssearch (words, times, first_on, last_on)
    SELECT %(words)s, 1, %(today)s, %(today)s
    WHERE (SELECT count(*) FROM search_fruitlesssearch) < %(most)s
        OR EXISTS (SELECT 1 FROM search_fruitlesssearch WHERE words = %(words)s)
    ON CONFLICT (words) DO UPDATE
    SET times = search_fruitlesssearch.times + 1, last_on = excluded.last_on
"""


def note(request, typed):
    """Count that a reader found nothing for `typed`.

    Nothing is counted where the words may be personal, where some are to be left out, or where one visitor asks too
    often. A GET writes here, which it does nowhere else: after a search in vain nobody presses anything. Only a
    reader's request counts. A HEAD reads nothing, and a request that the site itself makes to see whether a page opens
    has no `visitor`.
    """
    query = parse(typed)
    words = whole_of(query)
    if request.method != "GET" or not hasattr(request, "visitor") or query.without or not _is_kept(typed, words):
        return
    if ONCE_A_VISITOR.take(f"{connection_of(request.visitor)} {words}") or MOST_A_VISITOR.take_for(request):
        return
    _count(words)


def _is_kept(typed, words):
    return bool(words) and max(len(typed.strip()), len(words)) <= FruitlessSearch.LONGEST and not is_personal(typed)


def _count(words):
    today = connection.ops.adapt_datefield_value(timezone.localdate())
    try:
        with _hardly_waiting(), connection.cursor() as cursor:
            cursor.execute(COUNT, {"words": words, "today": today, "most": MOST_KEPT})
    except Error:
        # The table is locked, or nothing can be written now. One count is lost; the reader has the page all the same.
        pass


@contextmanager
def _hardly_waiting():
    """Within this context a write to SQLite waits for LONGEST_WAIT at most.

    SQLite has one lock for all writers, and they wait for it for seconds. No reader should wait so long for a count.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    own = connection.connection
    (usual,) = own.execute("PRAGMA busy_timeout").fetchone()
    own.execute(f"PRAGMA busy_timeout = {LONGEST_WAIT}")
    try:
        yield
    finally:
        own.execute(f"PRAGMA busy_timeout = {usual}")
