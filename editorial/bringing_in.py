"""Takes in what was published before it came here: an archive, a sample. No review here, and the record says so."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .models import Entry, Noted, Refused
from .rules import Action
from .standing import moving


@transaction.atomic
def bring_in(item, user, comment=""):
    """Save `item` as standing where it says that it stands, on the word of `user`, and return it.

    Both are put on record: that it was brought in, and where it is withdrawn already, its withdrawal
    with the reason. A draft has nothing to be said of, unless it was brought in before. To the audit, what
    was brought in stands among what is published until a decision says otherwise. Raises Refused where
    decisions about it are on record: from there it goes on by `decide`.
    """
    is_new = item._state.adding
    if not is_new and item.own_entries().filter(action__in=Action.values).exists():
        raise Refused(_("Decisions about this are on record already, so it goes on by decisions."))
    with moving(*item.WAY):
        item.save()
    was_brought_in = not is_new and item.own_entries().filter(action=Noted.BRING_IN).exists()
    if item.state != item.State.DRAFT or was_brought_in:
        for entry in _entries(item, user, comment):
            entry.save()
    return item


@transaction.atomic
def bring_in_all(items, user, comment=""):
    """The same for many new `items` of one kind at once, past Django's signals as `bulk_create` is; return them."""
    with moving(*items[0].WAY):
        made = type(items[0]).objects.bulk_create(items)
    Entry.objects.bulk_create(entry for item in made for entry in _entries(item, user, comment))
    return made


def _entries(item, user, comment):
    said = {"item": item, "title": str(item)[:200], "level": item.review_level, "actor": user}
    yield Entry(**said, version=item.version or None, action=Noted.BRING_IN, comment=comment)
    if item.state == item.State.WITHDRAWN:
        yield Entry(**said, version=item.version or None, action=Action.WITHDRAW, comment=item.withdrawn_reason)
