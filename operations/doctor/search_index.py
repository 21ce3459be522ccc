"""Whether readers find what there is: the index of the search against what it should hold.

First everything is counted, which takes a moment in an archive of any size. Then entries are compared with what they
should say, batch by batch, as long as there is time: whatever was written past the site may have changed them.
"""

from collections.abc import Iterator
from time import monotonic

from django.utils.translation import gettext as _

from declarations.findable import DECLARED, Findable
from search.core import rebuild
from search.models import IndexEntry

from .trouble import Trouble, error

PATIENCE = 6.0  # seconds for comparing


def look() -> Iterator[Trouble]:
    ends = monotonic() + PATIENCE
    for declaration in DECLARED:
        name = declaration.model._meta.verbose_name_plural
        offered, held = _counts(declaration)
        found = _difference(declaration, ends)
        missing = max(found.missing, offered - held)
        superfluous = max(found.superfluous, held - offered)
        if missing or superfluous or found.other:
            words = _("%(name)s: the index lacks %(missing)d, holds %(superfluous)d too many, %(other)d are outdated.")
            told = {"name": name, "missing": missing, "superfluous": superfluous, "other": found.other}
            yield error(words % told, _("Run “manage.py rebuildsearch”; readers can search meanwhile."))


def _counts(declaration: Findable) -> tuple[int, int]:
    """Return how many things `declaration` offers, and how many entries there are of its kinds."""
    return declaration.rows().count(), IndexEntry.objects.filter(kind__in=declaration.kinds).count()


def _difference(declaration: Findable, ends: float) -> rebuild.Difference:
    found = rebuild.Difference()
    for after, until in rebuild.ranges(declaration):
        if monotonic() > ends:
            break
        found += rebuild.compare(declaration, after, until)
    return found
