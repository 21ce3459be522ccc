from datetime import time

from django.utils.translation import gettext as _

from jobs.command import DAILY
from questions import retention
from questions.management.sweep import Sweep
from questions.models import Case


class Command(Sweep):
    help = "Delete contacts, pictures and private words of cases closed CONTACT_DAYS ago, and files of no case."
    every, at = DAILY, time(3, 40)

    def due(self):
        return [(Case.objects.due_for_erasure(), retention.erase)]

    def handle(self, *, dry_run, **options):
        self.stdout.write(_("Files that belong to no case: %d") % sum(1 for _name in retention.files_due()))
        if not dry_run:
            retention.delete_files_due()
        super().handle(dry_run=dry_run, **options)
