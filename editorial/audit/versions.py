"""Whether the versions of something are all there, the last one holds what it holds, and the record fits them."""

from datetime import timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import snapshots
from ..models import Proposal

# How far the clocks of two machines may differ.
CLOCKS = timedelta(minutes=1)
LARGEST_KEY = models.BigIntegerField.MAX_BIGINT
# The errors that come of reading a version whose data is not a snapshot.
UNREADABLE = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, ValidationError)


def faults(held):
    """Yield what does not agree, in sentences."""
    subject = held.subject
    if not isinstance(subject, Proposal) and held.numbers != [*range(1, len(held.numbers) + 1)]:
        missing = sorted({*range(1, max(held.numbers) + 1)} - {*held.numbers})
        yield _("versions are missing: %s") % "、".join(map(str, missing))
    for number in () if isinstance(subject, Proposal) else held.parted:
        yield _("its version %(number)d does not follow the one before, so one of them was changed") % {
            "number": number
        }
    if subject.version != (held.own_numbers[-1] if held.own_numbers else 0):
        yield _("it says that it is version %(number)d, which is not its last one") % {"number": subject.version}
    elif held.own_numbers:
        yield from _faults_of_last(held)
    if lost := sorted({entry.version for entry in held.entries if entry.version} - {*held.numbers}):
        yield _("entries on record are about versions that are not there: %s") % "、".join(map(str, lost))
    if any(later.at < earlier.at - CLOCKS for earlier, later in pairwise(held.entries)):
        yield _("the times of its entries on record run backwards")


def _faults_of_last(held):
    """Yield what does not agree between what it holds and its last version.

    That version may have been damaged in any way.
    """
    words = {"number": held.subject.version}
    try:
        if _lacks_a_group(held):
            yield _("its version %(number)d has been emptied, at least in part") % words
        elif _has_keys_of_nothing(held):
            yield _("its version %(number)d cannot be read") % words
        elif names := _differing(held):
            yield _("it holds something else than its version %(number)d: %(names)s") % {
                **words,
                "names": "、".join(names),
            }
    except UNREADABLE:
        yield _("its version %(number)d cannot be read") % words


def _lacks_a_group(held):
    """Whether the last version has none of the names of a group: of its fields, its links or its rows.

    A single name may have come into the model since, so it may be missing.
    """
    model = held.subject.item_model
    names = {
        "fields": {field.name for field in snapshots.content_fields(model)},
        "links": {field.name for field in snapshots.content_links(model)},
        "rows": {*model.parts},
    }
    known = {group: names[group] & held.last[group].keys() for group in names}
    return any(names[group] and not known[group] for group in names)


def _has_keys_of_nothing(held):
    """Whether the last version has a link with a key that no row can have.

    PostgreSQL finds nothing for such a key, and SQLite breaks on it.
    """
    return any(not 0 < key <= LARGEST_KEY for keys in held.last["links"].values() for key in keys)


def _differing(held):
    """Return the words for what differs between what it holds and its last version.

    Where the version points to something that was deleted, that is no difference.
    """
    model = held.subject.item_model
    if isinstance(held.subject, Proposal):
        return [str(_("text"))] if held.data != held.last else []
    if not snapshots.names_differing(model, held.last, held.data):
        return []
    kept, _lost = snapshots.pruned(model, held.last)
    return [snapshots.label_of(model, name) for name in snapshots.names_differing(model, kept, held.data)]
