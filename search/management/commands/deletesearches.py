from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from search.models import FruitlessSearch


class Command(BaseCommand):
    help = "Delete words that readers sought in vain and for which nobody has asked for 90 days."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count.")

    def handle(self, *, dry_run, **options):
        due = FruitlessSearch.objects.due_for_deletion()
        self.stdout.write(_("Searches that are due: %d") % due.count())
        if not dry_run:
            due.delete()
