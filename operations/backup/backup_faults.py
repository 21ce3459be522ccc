"""What can be wrong with a backup."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError
from django.db import Error
from django.utils.translation import gettext as _


class BackupFault(Exception):
    """It cannot be written, believed or restored. The message is a sentence for the operator."""


@contextmanager
def told() -> Iterator[None]:
    """Let a command end with a sentence, whatever of this kind happens within."""
    try:
        yield
    except BackupFault as fault:
        raise CommandError(str(fault)) from None
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CommandError(_("The disk is full. Make room, and run the command again.")) from fault
        raise CommandError(_("A file cannot be read or written: %s") % _reason(fault)) from fault
    except Exception as fault:
        # psycopg's own errors, where it is asked directly, are not Django's.
        if not isinstance(fault, Error) and type(fault).__module__.partition(".")[0] not in ("psycopg", "sqlite3"):
            raise
        raise CommandError(_("The database refuses: %s") % _reason(fault)) from None


def _reason(fault: Exception) -> str:
    """Return the first line of what is said; what follows may quote a row."""
    return (str(fault).splitlines() or [""])[0] or type(fault).__name__
