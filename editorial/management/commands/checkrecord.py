from datetime import time

from django.core.management.base import CommandError
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _, gettext_lazy

from editorial.audit import audit
from editorial.kinds import kinds
from jobs.command import DAILY, JobCommand

EVERY = 5_000  # items, after which it is said how far it is


class Command(JobCommand):
    help = "Compare all items and their versions with the record. Only reads; ends with an error where they differ."
    word = gettext_lazy("Compare everything with the record")
    every, at = DAILY, time(4, 20)

    def add_arguments(self, parser):
        """It only reads, so there is no `--dry-run`."""

    def handle(self, **options):
        if faults := sum(self._look_at(kind) for kind in kinds()):
            sentence = _(
                "Not in agreement with the record: %d. Nothing was changed; make a backup before anybody does."
            )
            raise CommandError(sentence % faults)
        self.report(_("Everything agrees with the record."))

    def _look_at(self, kind):
        """Say what does not agree about the items of `kind`, and return the number of faults.

        Items are named by their numbers, without a word of what they hold.
        """
        seen = faults = fewer = unsaved = 0
        for found in audit(kind):
            for number, fault in found.faults:
                words = _("%(kind)s %(number)d: %(fault)s. %(address)s")
                self._say(kind, words, number=number, fault=fault, address=_page(kind, number))
            if (seen + found.items) // EVERY > seen // EVERY:
                self.stdout.write(f"{kind._meta.verbose_name} {seen + found.items}…")
            seen, faults = seen + found.items, faults + len(found.faults)
            fewer, unsaved = fewer + found.fewer, unsaved + found.unsaved
        self._say(kind, _("%(kind)s: looked at %(count)d."), count=seen)
        if fewer:
            self._say(kind, _("%(kind)s: %(count)d passed fewer reviews than are wanted today."), count=fewer)
        if unsaved:
            words = _("%(kind)s: %(count)d have no saved version, so what they hold can be compared with nothing.")
            self._say(kind, words, count=unsaved)
        return faults

    def _say(self, kind, words, **values):
        self.stdout.write(words % {"kind": kind._meta.verbose_name, **values})


def _page(kind, number):
    """Return the path of an item's page at the desk, or "" where its kind has none."""
    try:
        return reverse(f"admin:{kind._meta.app_label}_{kind._meta.model_name}_change", args=[number])
    except NoReverseMatch:
        return ""
