from datetime import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from jobs.command import DAILY, JobCommand
from operations.backup import stored_files
from operations.backup.backing_up import Making
from operations.backup.backup_faults import BackupFault, told
from operations.backup.sealing import Seal
from operations.backup.store import Store


class Command(JobCommand):
    help = "Back up the database, media and private files, encrypted to BACKUP_RECIPIENT, and read them back."
    word = gettext_lazy("Back everything up")
    every, at = DAILY, time(4, 40)

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--to", type=Path, help="The folder of the backups, instead of BACKUP_DIR.")
        parser.add_argument("--unencrypted", action="store_true", help="Write plain text, though DEBUG is off.")
        parser.add_argument("--read-all", action="store_true", help="Read files again that the last backup has.")

    def handle(self, *, to, unencrypted, read_all, dry_run, **options):
        with told():
            self._back_up(Store(to or settings.BACKUP_DIR), self._seal(unencrypted), read_all, dry_run)

    def _seal(self, unencrypted):
        if settings.BACKUP_RECIPIENT and not unencrypted:
            return Seal(settings.BACKUP_RECIPIENT)
        if not unencrypted and not settings.DEBUG:
            raise BackupFault(
                _(
                    "BACKUP_RECIPIENT names no key, and without one everybody who gets at the backup reads what "
                    "citizens told you. Make a key (docs/operations.md, Backup), or say --unencrypted."
                )
            )
        self.stderr.write(_("This backup is not encrypted."))
        return Seal([])

    def _back_up(self, store, seal, read_all, dry_run):
        if dry_run:
            self._say_what_there_is(store)
            return
        begun = timezone.now()
        with store.locked():
            making = Making(store, seal, self.stdout.write, reads_all=read_all)
            folder = making.make(begun)
            forgotten = making.forget_old(begun)
        if making.earlier.unreadable:
            self.stderr.write(
                _("Older backups whose manifest cannot be read or was altered: %d. Nothing they may need is deleted.")
                % making.earlier.unreadable
            )
        if making.vanished:
            self.stdout.write(_("Files that were deleted while the backup ran: %d") % making.vanished)
        self.stdout.write(_("Old backups deleted: %d") % forgotten)
        self.stdout.write(
            _(
                "What else a restore needs, and no backup has: SECRET_KEY and the rest of the site's environment file; "
                "the secret key of the backup; the code."
            )
        )
        count, size = map(sum, zip(*making.sums.values(), strict=True))
        self.report(
            _("%(folder)s: files %(files)d (%(new).1f of %(size).1f MB new), %(seconds)d s, read back")
            % {
                "folder": folder.name,
                "files": count,
                "new": making.written / 1e6,
                "size": size / 1e6,
                "seconds": (timezone.now() - begun).total_seconds(),
            }
        )

    def _say_what_there_is(self, store):
        newest = store.newest()
        self.stdout.write(
            _("Folder %(folder)s, newest backup: %(newest)s")
            % {"folder": store.root, "newest": newest.name if newest else _("none")}
        )
        for name, count in stored_files.counts().items():
            self.stdout.write(_("%(storage)s: files %(files)d") % {"storage": name, "files": count})
