from contextlib import nullcontext

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.translation import gettext as _

from declarations.findable import DECLARED
from search.core import rebuild
from search.core.engines import engine_of
from search.models import IndexEntry


class Command(BaseCommand):
    help = "Write the index of everything that readers can find anew. Readers can search meanwhile."

    def add_arguments(self, parser):
        names = sorted({declaration.model._meta.label_lower for declaration in DECLARED})
        parser.add_argument("models", nargs="*", choices=[*names, []], help="Of these alone: <room>.<model>.")
        parser.add_argument("--dry-run", action="store_true", help="Only count what the index lacks, or holds wrongly.")

    def handle(self, *, models, dry_run, **options):
        chosen = [one for one in DECLARED if not models or one.model._meta.label_lower in models]
        if dry_run:
            for declaration in chosen:
                self._compare(declaration)
            return
        engine = engine_of(connection)
        with engine.filling() if not IndexEntry.objects.exists() else nullcontext():
            for declaration in chosen:
                self._rebuild(declaration)
        engine.tidy()
        self.stdout.write(_("The index is complete."))

    def _rebuild(self, declaration):
        written = 0
        for after, until in rebuild.ranges(declaration):
            written += rebuild.rebuild(declaration, after, until)
            self._say(declaration, _("%d written") % written, is_last=False)
        self._say(declaration, _("%d written") % written)

    def _compare(self, declaration):
        found = rebuild.Difference()
        for after, until in rebuild.ranges(declaration):
            found += rebuild.compare(declaration, after, until)
        words = _("%(missing)d missing, %(other)d outdated, %(superfluous)d superfluous") % vars(found)
        self._say(declaration, words)

    def _say(self, declaration, words, *, is_last=True):
        """Tell how far it is: on a terminal in one line that grows, in a log with one line for each kind of thing."""
        if is_last or self.stdout.isatty():
            name = declaration.model._meta.verbose_name_plural
            self.stdout.write(f"{name}: {words}", ending="\n" if is_last else "\r")
