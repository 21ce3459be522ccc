"""Whether the versions of something are all there, its last one holds what it holds, and the record goes with them."""

from datetime import timedelta
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from .. import snapshots
from ..models import Proposal

# By so much the clocks of two machines may differ.
CLOCKS = timedelta(minutes=1)


def faults(held):
    """Yield what does not agree, in sentences."""
    subject = held.subject
    if not isinstance(subject, Proposal) and held.numbers != [*range(1, len(held.numbers) + 1)]:
        missing = sorted({*range(1, max(held.numbers) + 1)} - {*held.numbers})
        yield _("versions are missing: %s") % "、".join(map(str, missing))
    if subject.version != (held.own_numbers[-1] if held.own_numbers else 0):
        yield _("it says that it is version %(number)d, which is not its last one") % {"number": subject.version}
    elif held.last is not None and (names := _differing(held)):
        words = {"number": subject.version, "names": "、".join(names)}
        yield _("it holds something else than its version %(number)d: %(names)s") % words
    if lost := sorted({entry.version for entry in held.entries if entry.version} - {*held.numbers}):
        yield _("entries on record are about versions that are not there: %s") % "、".join(map(str, lost))
    if any(later.at < earlier.at - CLOCKS for earlier, later in pairwise(held.entries)):
        yield _("the times of its entries on record run backwards")


def _differing(held):
    """The words for what it holds otherwise than its last version. What it pointed to and is deleted is no matter."""
    model = held.subject.item_model
    if isinstance(held.subject, Proposal):
        return [str(_("text"))] if held.data != held.last else []
    if not snapshots.names_differing(model, held.last, held.data):
        return []
    kept, _lost = snapshots.pruned(model, held.last)
    return [str(snapshots.label_of(model, name)) for name in snapshots.names_differing(model, kept, held.data)]
