"""Takes in what was published before it came here, or before everything was put on record.

It has passed no review here, and the record says so.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from .models import Entry, Noted, Refused
from .rules import Action
from .standing import moving


@transaction.atomic
def bring_in(item, user, comment=""):
    """Save `item` in the state that it says it has, on the word of `user`, and return it.

    An entry says that it was brought in. Where it is withdrawn already, another one has its withdrawal and the reason.
    A draft gets no entry, unless it was brought in before. For the audit, what was brought in counts as approved until
    a decision says otherwise. Raises Refused where decisions about the item are on record: from there on, its state
    changes by `decide`.
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
    """Do the same for many new `items` of one kind at once, and return them.

    They must be approved or withdrawn, since each of them gets an entry. Django's signals are not sent, as with
    `bulk_create`.
    """
    with moving(*items[0].WAY):
        made = type(items[0]).objects.bulk_create(items)
    Entry.objects.bulk_create(entry for item in made for entry in _entries(item, user, comment))
    return made


def bring_in_unrecorded(apps, app_label, model_name):
    """Put on record what was public before every way of publishing left an entry. For the migration of a kind.

    `apps` are those of the migration. Each entry names the item's author as the person who brought it in. From then on,
    anything public without an entry is a fault.
    """
    Item, Entry = apps.get_model(app_label, model_name), apps.get_model("editorial", "Entry")
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type = ContentType.objects.filter(app_label=app_label, model=model_name.lower()).first()
    entries = Entry.objects.filter(content_type=content_type, object_id=OuterRef("pk"), proposal=None)
    approved = entries.filter(action__in=[Action.PASS, Action.PUBLISH, Noted.BRING_IN])
    withdrawn = entries.filter(action=Action.WITHDRAW)
    public = Item.objects.filter(~Exists(approved), state__in=["approved", "withdrawn"])
    for item in public.annotate(is_on_record=Exists(withdrawn)):
        said = {
            "content_type": content_type,
            "object_id": item.pk,
            "title": item.title[:200],
            "level": item.review_level,
            "actor_id": item.author_id,
            "version": item.version or None,
        }
        Entry.objects.create(**said, action=Noted.BRING_IN)
        if item.state == "withdrawn" and not item.is_on_record:
            Entry.objects.create(**said, action=Action.WITHDRAW, comment=item.withdrawn_reason)


def _entries(item, user, comment):
    said = {"item": item, "title": str(item)[:200], "level": item.review_level, "actor": user}
    yield Entry(**said, version=item.version or None, action=Noted.BRING_IN, comment=comment)
    if item.is_withdrawn:
        yield Entry(**said, version=item.version or None, action=Action.WITHDRAW, comment=item.withdrawn_reason)
