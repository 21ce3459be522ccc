from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from notices.models import Sheet


class Command(BaseCommand):
    help = (
        "Delete spreadsheets of notices that were sent more than a week ago, used or not; what was made of them stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count.")

    def handle(self, *, dry_run, **options):
        due = Sheet.objects.due_for_deletion()
        self.stdout.write(_("Sheets that are due: %d") % due.count())
        if not dry_run:
            due.delete()
