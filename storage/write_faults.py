"""What goes wrong with files, whatever they lie on: one of two faults, with a sentence for whoever waits."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
logger = logging.getLogger(__name__)


class StorageFault(OSError):
    """A file cannot be reached, though nothing is wrong with what was asked. `sentence` says so to a person."""

    status = 503

    @property
    def sentence(self) -> str | Promise:
        return _("The file cannot be fetched at the moment. Try again in a few minutes.")


class CannotRead(StorageFault):
    """A file that may well be there was not read. One that is gone is a FileNotFoundError."""


class CannotStore(StorageFault):
    """A file was not stored, and nothing of it is left. 507: the site cannot store what was sent (RFC 4918)."""

    status = 507

    @property
    def sentence(self) -> str | Promise:
        if self.errno in FULL:
            return _(
                "The file was not stored: there is no room left where the site keeps its files. "
                "Nothing else is lost; try again in a few minutes, and choose the file once more."
            )
        return _(
            "The file was not stored: the site cannot write where it keeps its files. "
            "Nothing else is lost; try again in a few minutes, and choose the file once more."
        )


@contextmanager
def raised_as(fault: type[StorageFault], *others: type[Exception]) -> Iterator[None]:
    """Raise `fault` for an OSError, or one of `others`, and write its reason to the log: no name, no content.

    FileNotFoundError stays what it is where something is read.
    """
    try:
        yield
    except StorageFault as told:  # it is in the log already
        if isinstance(told, fault):
            raise
        raise fault(*told.args) from told
    except Exception as error:
        if not isinstance(error, (OSError, *others)) or (isinstance(error, FileNotFoundError) and fault is CannotRead):
            raise
        number, reason = getattr(error, "errno", None), getattr(error, "strerror", None) or type(error).__name__
        logger.error("%s: %s", fault.__name__, reason)
        raise fault(number, reason) from error
