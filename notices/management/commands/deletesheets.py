from datetime import time

from django.utils.translation import gettext as _, gettext_lazy

from jobs.command import DAILY, JobCommand
from notices.models import Sheet


class Command(JobCommand):
    help = (
        "Delete spreadsheets of notices that were sent more than a week ago, used or not; what was made of them stays."
    )
    word = gettext_lazy("Delete spreadsheets that were sent")
    every, at = DAILY, time(3, 50)

    def handle(self, *, dry_run, **options):
        due = Sheet.objects.due_for_deletion()
        self.report(_("Sheets that are due: %d") % due.count())
        if not dry_run:
            due.delete()
