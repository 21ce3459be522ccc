"""What the daily commands have in common: a dry run, and a report of progress. They print nothing but counts."""

import logging

from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.models import Refused
from jobs.command import JobCommand
from questions.models import Case

EVERY = 500  # cases between two lines of progress
logger = logging.getLogger(__name__)


class Sweep(JobCommand):
    """A command that does with every case that is due what is to be done with it."""

    def due(self):
        """Return pairs: the cases that are due, as a queryset, and the function that is called with each."""
        raise NotImplementedError

    def handle(self, *, dry_run, **options):
        self.stdout.write(_("Cases that are due: %d") % sum(cases.count() for cases, _do in self.due()))
        if dry_run:
            return
        self.done = self.failed = 0
        for cases, do in self.due():
            self.sweep(cases, do)
        self.report(_("Done: %(done)d, failed: %(failed)d") % {"done": self.done, "failed": self.failed})
        if self.failed:
            raise CommandError(_("Some cases failed; the log names them. They are tried again next time."))

    def sweep(self, cases, do):
        """Call `do` with each case in a transaction of its own.

        If one fails, its number is logged, and the next run tries it again. A case whose step is Refused counts as
        neither done nor failed.
        """
        for number in list(cases.order_by("pk").values_list("pk", flat=True)):
            try:
                with transaction.atomic():
                    do(Case.objects.select_related("desk").get(pk=number))
            except Refused:
                continue
            except Exception as error:
                self.failed += 1
                logger.error("case %d: %s", number, type(error).__name__)
            else:
                self.done += 1
                if self.done % EVERY == 0:
                    self.stdout.write(f"{self.done}…")
