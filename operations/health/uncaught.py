"""Errors that nothing catches, of commands and of threads, are told as discreetly as those of requests."""

import logging
import sys
import threading

from django.conf import settings

logger = logging.getLogger(__name__)


def tell_discreetly():
    """From here on let the log tell of such errors. At a terminal, and while DEBUG is on, Python shows the whole.

    Python prints the text of the exception, such as a row that PostgreSQL refused, and cron mails what is printed.
    """
    sys.excepthook = _of_a_command
    threading.excepthook = _of_a_thread


def _of_a_command(kind, error, trace):
    if _is_shown(kind):
        sys.__excepthook__(kind, error, trace)
    else:
        logger.error("A command broke off.", exc_info=(kind, error, trace))


def _of_a_thread(broken):
    if broken.exc_value is None or _is_shown(broken.exc_type):
        threading.__excepthook__(broken)
    else:
        logger.error("A thread broke off.", exc_info=(broken.exc_type, broken.exc_value, broken.exc_traceback))


def _is_shown(kind):
    is_ready = settings.configured and logging.getLogger().handlers  # else the settings themselves are at fault
    return not is_ready or settings.DEBUG or issubclass(kind, KeyboardInterrupt) or sys.stderr.isatty()
