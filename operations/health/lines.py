"""The lines of the log: for people (`LOG_FORMAT=plain`), or each of them a JSON object for programs (`json`)."""

import json
import logging
import re
from datetime import datetime
from http import HTTPStatus

from django.conf import settings

from .discretion import name_of, traceback_of
from .numbers import asked

# In what other people's code says, any of these may come from a user: what is quoted, and every word that is not plain
# English, a path, an address or a long number.
QUOTED = re.compile(r"""["'`].*["'`]""")
DOUBTFUL = re.compile(r"[^\x00-\x7f]|[@/\\]|\d{5}")
PHRASES = {status.value: status.phrase for status in HTTPStatus}


def message_of(record: logging.LogRecord) -> str:
    """Return what a record says, without anything that a user may have typed.

    Our own lines are written so that they hold nothing of the kind, but for errors in them. Django's lines on
    requests name their paths, so only the kind of answer is told. What is doubtful in the lines of other libraries is
    left out.
    """
    if settings.DEBUG:
        return record.getMessage()
    if hasattr(record, "status_code") and record.name.startswith("django."):
        return _of_an_answer(record)
    if _is_ours(record.name):
        arguments = record.args
        if isinstance(arguments, tuple):
            arguments = tuple(name_of(one) if isinstance(one, BaseException) else one for one in arguments)
        text = name_of(record.msg) if isinstance(record.msg, BaseException) else str(record.msg)
        return text % arguments if arguments else text
    return _of_others(record)


def facts_of(record: logging.LogRecord) -> dict:
    """Return what is known of the request during which a record was made; nothing outside of one."""
    now = asked()
    if now is None:
        return {}
    facts = {
        "request": now.number,
        "proxy_request": now.proxys,
        "method": now.method,
        "route": now.route,
        "status": getattr(record, "status_code", None),
        "milliseconds": now.milliseconds,
    }
    return {name: value for name, value in facts.items() if value not in {None, ""}}


class WithError(logging.Filter):
    """Give a line on a request that broke the error that it broke by.

    Where the page of a refusal breaks in its turn, Django logs “Internal Server Error” and no word of the reason.
    """

    def filter(self, record):
        now = asked()
        if now and now.error and not record.exc_info and getattr(record, "status_code", 0) >= 500:
            record.exc_info = (type(now.error), now.error, now.error.__traceback__)
        return True


class JSONLines(logging.Formatter):
    """One JSON object in one line for each record; docs/operations.md lists its names."""

    def format(self, record):
        line = {
            "time": _time(record).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
            **facts_of(record),
        }
        if error := _error(record):
            line |= {"error": name_of(error), "traceback": traceback_of(error)}
        return json.dumps(line, ensure_ascii=False)


class PlainLines(logging.Formatter):
    """Time, level, logger and message, then in brackets what is known of the request."""

    def format(self, record):
        line = f"{_time(record):%Y-%m-%d %H:%M:%S} {record.levelname} {record.name}: {message_of(record)}"
        if facts := facts_of(record):
            facts["milliseconds"] = f"{facts['milliseconds']}ms"
            line += f" [{' '.join(map(str, facts.values()))}]"
        if error := _error(record):
            whole = self.formatException(record.exc_info) if settings.DEBUG else traceback_of(error).rstrip("\n")
            line += f"\n{whole}"
        return line


def _time(record):
    return datetime.fromtimestamp(record.created).astimezone()


def _error(record):
    """Return the error that the line is about; None where strangers provoked it, since a word is enough then."""
    if not record.exc_info or (not settings.DEBUG and getattr(record, "status_code", 500) < 500):
        return None
    return record.exc_info[1]


def _is_ours(name):
    return name == "__main__" or (settings.BASE_DIR / name.partition(".")[0]).is_dir()


def _of_an_answer(record):
    phrase = PHRASES.get(record.status_code, str(record.status_code))
    kind = type(record.exc_info[1]).__name__ if record.exc_info and record.status_code < 500 else ""
    if record.name == "django.security.csrf" and record.args:
        kind = str(record.args[0]).partition(" - ")[0]  # Origin checking failed - https://… does not match
    return f"{phrase} ({kind})" if kind else phrase


def _of_others(record):
    if isinstance(record.msg, BaseException):
        return name_of(record.msg)
    words = QUOTED.sub("…", str(record.msg)).split()
    text = " ".join("…" if DOUBTFUL.search(word) else word for word in words)
    try:
        return text % tuple(_harmless(one) for one in record.args) if isinstance(record.args, tuple) else text
    except (TypeError, ValueError):  # a number was wanted
        return text


def _harmless(argument):
    if isinstance(argument, BaseException):
        return name_of(argument)
    return argument if isinstance(argument, int | float) and abs(argument) < 100_000 else "…"
