"""All that the doctor looks at, in this order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import (
    backups,
    certificates,
    clocks,
    database_server,
    deployment,
    disk_space,
    due_jobs,
    file_stores,
    guards,
    mail_server,
    proxies,
    search_index,
    served_files,
    shared_cache,
    staffing,
    time_zones,
    working_days,
)
from .trouble import Trouble


@dataclass(frozen=True)
class Examination:
    """One subject. `look()` yields what is wrong with it, and may take so many `seconds`.

    One that does not `ask_database` is made even where the database is away. One that goes `outside` writes a file for
    a moment or asks another machine. Nothing is `in_public` about a developer's own machine, so there it is left out.
    """

    name: str
    word: Any
    look: Callable[[], Iterable[Trouble]]
    seconds: int = 10
    asks_database: bool = True
    outside: bool = False
    in_public: bool = False


DATABASE = Examination("database", _("Database"), database_server.look)
EXAMINATIONS = (
    DATABASE,
    Examination("migrations", _("Migrations"), guards.look_at_migrations),
    Examination("guards", _("Tables, constraints and indexes"), guards.look, seconds=30),
    Examination("search", _("Index of the search"), search_index.look, seconds=20),
    Examination("cache", _("Cache"), shared_cache.look, asks_database=False),
    Examination("clock", _("Clock"), clocks.look),
    Examination("time_zone", _("Time zone"), time_zones.look),
    Examination("disk", _("Disk space"), disk_space.look, asks_database=False),
    Examination("files", _("Storage of files"), file_stores.look, seconds=20, asks_database=False, outside=True),
    Examination("proxy", _("Proxy and public address"), proxies.look, 40, False, outside=True, in_public=True),
    Examination("certificate", _("Certificate"), certificates.look, 10, False, outside=True, in_public=True),
    Examination("served", _("Files handed out"), served_files.look, 40, False, outside=True, in_public=True),
    Examination("mail", _("Letters"), mail_server.look, 20, False, outside=True, in_public=True),
    Examination("settings", _("Settings and legal lines"), deployment.look),
    Examination("people", _("People"), staffing.look),
    Examination("holidays", _("Holidays"), working_days.look),
    Examination("jobs", _("Jobs"), due_jobs.look, in_public=True),
    Examination("backup", _("Backup"), backups.look, in_public=True),
)
