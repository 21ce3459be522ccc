from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from questions.accountability.tallying import put_right
from questions.models import Case, Promise, Tally

EVERY = 100  # cells between two lines of progress


class Command(BaseCommand):
    help = "Count anew what the accountability page adds up, from the cases. Safe while the site runs."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, change nothing.")

    def handle(self, *, dry_run, **options):
        cells = _cells()
        changed = 0
        for number, (authority_id, month) in enumerate(cells, start=1):
            # Each cell has a transaction of its own. So whoever works on one of its cases does not wait for the others.
            with transaction.atomic():
                tally, changes = put_right(authority_id, month)
                transaction.set_rollback(dry_run)
            if changes:
                changed += 1
                words = ", ".join(f"{name} {said} → {value}" for name, (said, value) in changes.items())
                self.stdout.write(f"{month:%Y-%m} {tally.authority}: {words}")
            if number % EVERY == 0:
                self.stdout.write(f"{number}/{len(cells)}")
        words = (
            _("%(changed)d of %(cells)d tallies would change.") if dry_run else _("%(changed)d of %(cells)d changed.")
        )
        self.stdout.write(self.style.SUCCESS(words % {"changed": changed, "cells": len(cells)}))


def _cells():
    """Return every (authority's key, month) that has a tally or should have one, the newest month first."""
    asked = Case.objects.exclude(authority=None).order_by().values_list("authority_id", "month")
    bound = Promise.objects.order_by().values_list("authority_id", "case__month")
    kept = Tally.objects.order_by().values_list("authority_id", "month")
    cells = {*asked.distinct(), *bound.distinct(), *kept}
    return sorted(cells, key=lambda cell: (cell[1], cell[0]), reverse=True)
