"""Puts back what a backup has. It may be broken off and begun again at any place."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from . import stored_files, streams
from .backing_up import EVERY
from .backup_faults import BackupFault
from .databases import database_of_the_site
from .forgetting import delete_what_is_due, erase_again
from .manifest import BackedUp
from .reading import Backup

Say = Callable[[str], None]


def refuse_what_cannot_be(backup: Backup, database: Any) -> None:
    """Raises BackupFault where this site cannot take the backup in."""
    said = backup.manifest
    if said.vendor != database.vendor:
        raise BackupFault(
            _("This is a backup of %(theirs)s, and the site has %(ours)s: it can be restored into %(theirs)s only.")
            % {"theirs": said.vendor, "ours": database.vendor}
        )
    known = MigrationExecutor(None).loader.disk_migrations
    apps = {app for app, _name in known}  # those of an app that the site once had are no matter
    unknown = [f"{app}.{name}" for app, name in said.migrations if app in apps and (app, name) not in known]
    if unknown:
        raise BackupFault(
            _("The code is older than the backup and does not know: %s. Install the version that the site had.")
            % ", ".join(unknown)
        )


def restore(backup: Backup, say: Say, out: Any) -> None:
    """Put everything in its place, compare it with the manifest, and delete what must not come back."""
    database, salt = database_of_the_site(), backup.salt()
    say(_("Restoring the database…"))
    with backup.open_database() as dump:
        database.restore(dump)
    backup.compare(database.tables(salt))
    rows = sum(rows for rows, _digest in backup.manifest.tables.values())
    say(
        _("The database is as it was: tables %(tables)d, rows %(rows)d.")
        % {"tables": len(backup.manifest.tables), "rows": rows}
    )
    _restore_files(backup, say)
    _migrate(say, out)
    cache.clear()
    erased = erase_again(backup.manifest, backup.store.root)
    say(_("Erased once more, because it was erased after the backup: %d") % erased)
    delete_what_is_due(out)


def _restore_files(backup: Backup, say: Say) -> None:
    written = there = 0
    for stored in backup.files():
        if _put(backup, stored):
            written += 1
        else:
            there += 1
        if (written + there) % EVERY == 0:
            say(_("Files: %d…") % (written + there))
    say(
        _("All files are as they were: %(written)d written, %(there)d were there.")
        % {"written": written, "there": there}
    )


def _put(backup: Backup, stored: BackedUp) -> bool:
    """Put one file in its place; return False where it lies there already."""
    there = stored_files.found(stored)
    if there and backup.manifest.is_of_our_key and backup.is_as_it_was(stored, there):
        return False
    data = backup.content(stored)
    wanted = streams.measure(BytesIO(data))
    if there == wanted:
        return False
    stored_files.put(stored, data)
    if stored_files.found(stored) != wanted:
        raise BackupFault(_("A file, read back, is not what was stored: %s") % stored.name)
    return True


def _migrate(say: Say, out: Any) -> None:
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say(_("The code is newer than the backup; migrations to apply: %d") % len(plan))
        call_command("migrate", interactive=False, verbosity=0, stdout=out)
