from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from operations.upgrade.long_work import LONG_WORK


class Command(BaseCommand):
    help = "Do what an upgrade leaves to be done while the site runs: a little at a time, and only what is left."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count what is left.")

    def handle(self, *, dry_run, **options):
        for work in LONG_WORK:
            done = 0
            for found in work.batches(dry_run):
                done += found
                if self.stdout.isatty():
                    self.stdout.write(f"{work.name}: {done}", ending="\r")
            self.stdout.write(f"{work.name}: {done}")
        self.stdout.write(_("Nothing was changed.") if dry_run else _("The upgrade is finished."))
