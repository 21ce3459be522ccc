"""Whether the database answers, is one that the site can work with, and takes what is written."""

import os
from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from .trouble import Trouble, error

OLDEST = 14  # of PostgreSQL


def look() -> Iterator[Trouble]:
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        yield from _look_at_postgresql()
    else:
        yield from _look_at_sqlite()


def _look_at_postgresql() -> Iterator[Trouble]:
    version, encoding = connection.pg_version // 10000, _shown("server_encoding")
    if version < OLDEST:
        wrong = _("The database is PostgreSQL %(version)d; the site needs %(oldest)d or newer.")
        yield error(wrong % {"version": version, "oldest": OLDEST}, _("Upgrade PostgreSQL."))
    if encoding != "UTF8":
        yield error(
            _("The database keeps its texts as %s, which does not hold every Chinese character.") % encoding,
            _("Make a database with ENCODING 'UTF8', and move everything into it with pg_dump and pg_restore."),
        )
    if _shown("transaction_read_only") == "on":
        yield _read_only()


def _look_at_sqlite() -> Iterator[Trouble]:
    with connection.cursor() as cursor:
        encoding = cursor.execute("PRAGMA encoding").fetchone()[0]
    if encoding != "UTF-8":
        yield error(
            _("The database keeps its texts as %s, which does not hold every Chinese character.") % encoding,
            _("Make it anew with the encoding UTF-8."),
        )
    file = str(connection.settings_dict["NAME"])
    if os.path.exists(file) and not (os.access(file, os.W_OK) and os.access(os.path.dirname(file), os.W_OK)):
        yield _read_only()


def _read_only() -> Trouble:
    return error(
        _("The database can be read, and nothing can be written into it."),
        _("See whether it is a replica or was set read-only, and to whom the files belong."),
    )


def _shown(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]
