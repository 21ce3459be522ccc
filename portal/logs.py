"""What never reaches a log: the part of an address that is somebody's key, and the values a database was to write."""

import logging
import re

from django.conf import settings
from django.db import Error, connections

KEY = re.compile(rf"({'|'.join(map(re.escape, settings.CLOSED_DOORS))})(?:[^/\s?]+|\?\S+)")
VALUE = re.compile(r': ".*')  # invalid input syntax for type integer: "138…"


class WithoutKeys(logging.Filter):
    """Takes keys out of what Django logs of addresses.

    They are receipt codes, signed links, what readers search for, and IndexNow's key.
    """

    def filter(self, record):
        record.msg = _without(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_without, record.args))
        return True


class WithoutRows(logging.Filter):
    """Takes rows out of the database errors in a record. It belongs to handlers, because all records pass them."""

    def filter(self, record):
        told = record.args if isinstance(record.args, tuple) else ()
        for error in (record.exc_info[1] if record.exc_info else None, record.msg, *told):
            if isinstance(error, BaseException):
                cut_rows(error)
                record.exc_text = None  # because another handler may have written it before
        return True


def cut_rows(error):
    """Cut each database error in `error`, or among its causes, to its first line: what was wrong, not in which row.

    PostgreSQL's next line is “DETAIL: Failing row contains (…)”. The errors themselves are changed. So whatever
    prints them later prints no row either.
    """
    of_databases = (Error, *(connection.Database.Error for connection in connections.all()))
    waiting, known = [error], set()
    while waiting:
        error = waiting.pop()
        if error is None or id(error) in known:
            continue
        known.add(id(error))
        if isinstance(error, of_databases):
            error.args = (VALUE.sub("", str(error).partition("\n")[0]),)
        waiting += [error.__cause__, error.__context__, *getattr(error, "exceptions", ())]


def _without(text):
    if not isinstance(text, str):
        return text
    text = KEY.sub(r"\1…", text)
    return text.replace(settings.INDEXNOW_KEY, "…") if settings.INDEXNOW_KEY else text
