import os
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from operations.backup.backup_faults import BackupFault, told
from operations.backup.databases import database_of_the_site
from operations.backup.putting_back import refuse_what_cannot_be, restore
from operations.backup.reading import Backup
from operations.backup.sealing import SecretKeys
from operations.backup.store import Store


class Command(BaseCommand):
    help = "Restore a backup: the database, media and private files. Stop the site first."

    def add_arguments(self, parser):
        parser.add_argument("backup", metavar="FROM", help="Folder of the backup, its name in BACKUP_DIR, or: newest")
        parser.add_argument("--identity", type=Path, help="File with the secret key of age.")
        parser.add_argument("--replace", action="store_true", help="Replace what the site has; asks for its name.")
        parser.add_argument("--other-key", action="store_true", help="Believe a backup that another SECRET_KEY signed.")
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--check", action="store_true", help="Only verify the backup.")
        only.add_argument("--dry-run", action="store_true", help="Only say what would be done.")

    def handle(self, *, backup, identity, replace, other_key, check, dry_run, **options):
        with told():
            backup = Backup(self._folder(backup), SecretKeys(identity), with_another_key=other_key)
            self._say_what_it_is(backup)
            if check:
                self._check(backup, bool(identity))
                return
            database = database_of_the_site()
            refuse_what_cannot_be(backup, database)
            is_empty = database.is_empty()
            if dry_run:
                self.stdout.write(
                    _("The site's database is empty.")
                    if is_empty
                    else _("The site's database is not empty: --replace is needed.")
                )
                return
            if not is_empty:
                self._ask(replace)
            self.stdout.write(_("Reading the backup…"))
            backup.check_sealed(self.stdout.write)
            restore(backup, self.stdout.write, self.stdout)
            self._say_what_remains(backup)

    def _folder(self, named):
        if named != "newest":
            path = Path(named)
            return path if path.is_dir() else settings.BACKUP_DIR / named
        if newest := Store(settings.BACKUP_DIR).newest():
            return newest
        raise BackupFault(_("There is no backup in %s.") % settings.BACKUP_DIR)

    def _say_what_it_is(self, backup):
        said = backup.manifest
        self.stdout.write(
            _("Backup of %(site)s, made %(made)s: %(vendor)s %(version)s, tables %(tables)d, files %(files)d.")
            % {
                "site": said.site,
                "made": f"{timezone.localtime(said.moment):%Y-%m-%d %H:%M}",
                "vendor": said.vendor,
                "version": said.vendor_version,
                "tables": len(said.tables),
                "files": sum(count for count, _size in said.files.values()),
            }
        )
        if not said.is_of_our_key:
            self.stderr.write(
                _(
                    "SECRET_KEY is not the one of the backup: preview links, links to authorities and overrides of "
                    "checks made until then are void."
                )
            )

    def _check(self, backup, has_key):
        backup.check_sealed(self.stdout.write)
        self.stdout.write(_("Nothing is missing, and all is as it was written."))
        if backup.manifest.is_sealed and not has_key:
            self.stdout.write(_("Whether it can be decrypted is seen with the secret key alone (--identity)."))
            return
        backup.check_open(self.stdout.write)
        self.stdout.write(_("Every table and every file is in it as the site had them."))

    def _ask(self, replace):
        if not replace:
            raise BackupFault(_("The site's database is not empty. Say --replace if all of it shall go."))
        host = urlsplit(settings.SITE_URL).hostname
        self.stdout.write(_("All that the site has now will be replaced. Type its host name (%s) to go on:") % host)
        try:
            typed = input()
        except EOFError:
            typed = ""
        if typed.strip() != host:
            raise BackupFault(_("That is not its name. Nothing was done."))

    def _say_what_remains(self, backup):
        made = f"{timezone.localtime(backup.manifest.moment):%Y-%m-%d %H:%M}"
        self.stdout.write(
            _(
                "Restored. What was written after %s is lost. What was withdrawn since is public again, and accounts "
                "that were closed since are open: look through both before readers come back."
            )
            % made
        )
        self.stdout.write(
            _("Everybody logs in anew. Now: manage.py doctor, manage.py checkrecord, and start the site.")
        )
        self.stdout.write(
            _(
                "Files that came in after the backup are still there. deletefiles deletes them when its timer runs it: "
                "if this was the wrong backup, restore the right one before that."
            )
        )
        named = [name for name in backup.manifest.settings_named if not os.environ.get(name)]
        if named:
            self.stdout.write(_("Variables that were set then and are not now: %s") % ", ".join(named))
