from argparse import ArgumentTypeError
from datetime import time, timedelta

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from jobs.command import HOURLY, JobCommand
from portal.indexnow import NotTaken, changed_since, send

LONGEST = 366 * 24 * 60  # minutes


def minutes(text):
    if text.isascii() and text.isdigit() and 1 <= int(text) <= LONGEST:
        return int(text)
    raise ArgumentTypeError(_("a number of minutes from 1 to %d is needed") % LONGEST)


class Command(JobCommand):
    help = "Tell search engines by IndexNow what was published, corrected or withdrawn in the last minutes."
    word = gettext_lazy("Tell search engines what is new")
    every, at = HOURLY, time(0, 5)

    @classmethod
    def is_wanted(cls):
        return bool(settings.INDEXNOW_KEY)

    def add_arguments(self, parser):
        parser.add_argument("--since", type=minutes, default=60, metavar="MINUTES", help="How far back: 60.")
        parser.add_argument("--dry-run", action="store_true", help="Only print the addresses that would be sent.")

    def handle(self, *, since, dry_run, **options):
        if not dry_run:
            self._refuse_where_nothing_may_be_sent()
        # Count from a full minute on. So a run that cron starts some seconds late leaves no gap after the run before.
        begins = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=since)
        addresses = changed_since(begins)
        if dry_run:
            self.stdout.write("".join(f"{address}\n" for address in addresses), ending="")
            return
        try:
            send(addresses)
        except NotTaken as fault:
            raise CommandError(str(fault)) from fault
        self.report(_("Addresses sent to IndexNow: %d") % len(addresses))

    def _refuse_where_nothing_may_be_sent(self):
        if not settings.INDEXNOW_KEY:
            raise CommandError(_("IndexNow is off: INDEXNOW_KEY is not set."))
        if settings.DEBUG:
            raise CommandError(_("With DEBUG on nothing is sent: search engines have no business here."))
