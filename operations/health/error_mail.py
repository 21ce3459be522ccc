"""Errors by mail to ADMINS: what the log says of them, and what to do. The site never waits for the mail for long."""

import atexit
import logging
import os
import socket
import threading
import time
import traceback
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.core.mail import mail_admins
from django.utils import timezone
from django.utils.translation import gettext as _

from .discretion import name_of
from .lines import PlainLines, facts_of
from .numbers import asked

HOUR = 3600  # seconds
MOST = 20  # mails in an hour, of all errors together
REST = 300  # seconds without trying, after the mail server failed
PATIENCE = 3  # seconds for which a reader waits with us for the mail server
PATIENCE_ELSEWHERE = 0  # seconds: what watches over the workers waits for nothing
PATIENCE_AT_THE_END = 10  # seconds for which a process that ends waits for the mail that it is sending

logger = logging.getLogger(__name__)


class ErrorMailHandler(logging.Handler):
    """Send what is logged as an error to ADMINS, with nothing in it that the log would not tell.

    The same error, of one class at one place, is told the first time in an hour, the tenth, the hundredth and so on.
    All processes count together in the shared cache; where that is away each counts by itself. What Django logs of
    requests that anybody can forge (`django.security`) is no error of ours.
    """

    _rests_until = 0.0  # for the whole process, by time.monotonic()
    _sender: threading.Thread | None = None
    _unsent = 0
    _counts: dict[str, int] = {}

    def __init__(self, level=logging.NOTSET):
        super().__init__(level)
        self.setFormatter(PlainLines())

    @classmethod
    def is_telling(cls):
        """Whether an error that happens now is told to somebody, as far as this process knows."""
        return bool(settings.ADMINS) and time.monotonic() >= cls._rests_until

    def emit(self, record):
        if settings.DEBUG or not settings.ADMINS or record.name.startswith("django.security"):
            return
        try:
            times = self._count(_kind(record))
            if times == 10 ** (len(str(times)) - 1) and self._count("all") <= MOST:
                self._send(_subject(record), _body(record, self.format(record), times, self._unsent))
        except Exception as fault:  # an error that cannot be told must not become another one
            logger.warning("An error could not be told by mail: %s", fault)

    @classmethod
    def _count(cls, kind):
        place = f"error-mail:{int(timezone.now().timestamp() // HOUR)}:{sha256(kind.encode()).hexdigest()}"
        if place not in cls._counts and len(cls._counts) > 1000:
            cls._counts.clear()
        cls._counts[place] = cls._counts.get(place, 0) + 1
        try:
            cache.add(place, 0, timeout=2 * HOUR)
            return cache.incr(place)
        except Exception:  # whatever is wrong with it: this process counts by itself
            return cls._counts[place]

    @classmethod
    def _send(cls, subject, body):
        """Send in a thread of its own, and wait for it a little. A mail that is under way is the only one."""
        if time.monotonic() < cls._rests_until or (cls._sender and cls._sender.is_alive()):
            cls._unsent += 1
            return
        cls._sender = threading.Thread(target=cls._deliver, args=(subject, body), daemon=True, name="error mail")
        cls._sender.start()
        cls._sender.join(PATIENCE if asked() else PATIENCE_ELSEWHERE)

    @classmethod
    def wait(cls):
        """Wait a while for the mail that is under way."""
        if cls._sender:
            cls._sender.join(PATIENCE_AT_THE_END)

    @classmethod
    def _deliver(cls, subject, body):
        try:
            mail_admins(subject, body)
        except Exception as fault:
            cls._unsent += 1
            cls._rests_until = time.monotonic() + REST
            logger.warning("The mail server does not take an error mail; none is tried for %ds: %s", REST, fault)
        else:
            cls._unsent = 0


atexit.register(ErrorMailHandler.wait)


def _kind(record):
    """Return what the same error has in common: its class and where it arose, or the line of the log that tells it."""
    if not record.exc_info or record.exc_info[1] is None:
        words = [one for one in record.args if isinstance(one, str)] if isinstance(record.args, tuple) else []
        return f"{record.name} {record.pathname} {record.lineno} {words}"  # of two commands that fail both are told
    frames = traceback.extract_tb(record.exc_info[2]) or [traceback.FrameSummary("", 0, "")]
    return f"{type(record.exc_info[1]).__qualname__} {frames[-1].filename} {frames[-1].lineno}"


def _subject(record):
    error = record.exc_info[1] if record.exc_info else None
    facts = facts_of(record)
    what = type(error).__name__ if error else record.name
    return " ".join(filter(None, (what, facts.get("route", ""), facts.get("request", ""))))


def _body(record, line, times, unsent):
    number, error = facts_of(record).get("request", ""), record.exc_info[1] if record.exc_info else None
    parts = [
        _("An error on %(site)s.") % {"site": settings.SITE_URL},
        name_of(error) if error else "",
        _("How often in this hour: %(times)d.") % {"times": times} if times > 1 else "",
        _("Before it %(unsent)d errors could not be told by mail; the log has them.") % {"unsent": unsent}
        if unsent
        else "",
        _("A reader sees the error page with the number %(number)s and may call. The log has more under that number.")
        % {"number": number}
        if number
        else "",
        _("Machine %(host)s, process %(process)d.") % {"host": socket.gethostname(), "process": os.getpid()},
        _("What is wrong with the site as a whole is told by: manage.py doctor"),
        line,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"
