"""What the daily commands have in common: a dry run, and a report of progress. They print nothing but counts."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

EVERY = 500  # cases between two lines of progress


class Sweep(BaseCommand):
    """A command that does one thing with every case that is due for it."""

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count.")

    def handle(self, *, dry_run, **options):
        self.stdout.write(_("Cases that are due: %d") % self.due().count())
        if dry_run:
            return
        done, failed = self.sweep(self.report)
        self.stdout.write(_("Done: %(done)d, failed: %(failed)d") % {"done": done, "failed": failed})
        if failed:
            raise CommandError(_("Some cases failed; the log names them. They are tried again next time."))

    def report(self, done):
        if done % EVERY == 0:
            self.stdout.write(f"{done}…")

    def due(self):
        """The cases that are due, as a queryset."""
        raise NotImplementedError

    def sweep(self, report):
        """Do it with all cases that are due; return (how many were done, how many failed).

        `report` is called with the number of cases done so far.
        """
        raise NotImplementedError
