from datetime import time

from django.utils.translation import gettext as _, gettext_lazy

from jobs.command import DAILY, JobCommand
from search.models import FruitlessSearch


class Command(JobCommand):
    help = "Delete words that readers sought in vain and for which nobody has asked for 90 days."
    word = gettext_lazy("Delete old searches in vain")
    every, at = DAILY, time(3, 55)

    def handle(self, *, dry_run, **options):
        due = FruitlessSearch.objects.due_for_deletion()
        self.report(_("Searches that are due: %d") % due.count())
        if not dry_run:
            due.delete()
