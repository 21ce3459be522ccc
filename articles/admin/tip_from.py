"""A tip that is made of something else that was published, say an answer to a reader's question."""

from django.contrib.contenttypes.models import ContentType

from editorial.kinds import kinds

from ..models import Column


def begun_from(named):
    """Return the initial values of a new article that is made of the item `named`.

    `named` is the key of the item's content type, a dash, and the item's own key. Return an empty dict where it
    names nothing that is live and can be made into a tip.
    """
    item = _live_item(*named.split("-")) if named.count("-") == 1 else None
    if item is None:
        return {}
    column = Column.objects.filter(layout=Column.Layout.TIPS).first()
    return {"column": column.pk if column else None, **item.as_tip()}


def _live_item(kind_key, key):
    if not all(number.isascii() and number.isdecimal() for number in (kind_key, key)):
        return None
    kind = next((kind for kind in kinds() if str(ContentType.objects.get_for_model(kind).pk) == kind_key), None)
    return kind.objects.published().filter(pk=key).first() if hasattr(kind, "as_tip") else None
