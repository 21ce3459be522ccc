"""What a new notice begins with: the words of its kind, or those of the last one of its kind."""

from datetime import timedelta

from django.utils import timezone

from editorial.snapshots import row_fields

from .models import Kind, Notice

# Natures that are announced the day before. Any other notice holds from the day on which it is entered.
PLANNED = {Kind.Nature.OUTAGE, Kind.Nature.TRAFFIC}
WORDS_OF_KIND = ("level", "title", "who", "what_to_do", "body")
# The fields that a notice may share with the one before it: no dates, no numbers.
IN_COMMON = (
    "kind", "level", "title", "authority", "hotline", "hotline_note", "who", "where", "what_to_do", "body",
    "comments_how",
)  # fmt: skip
MOST_ALIKE = 5


def of_kind(kind):
    """Return {field: value} for a new notice of `kind`."""
    return {"kind": kind.pk, **{name: getattr(kind, name) for name in WORDS_OF_KIND}, **_dates(kind)}


def like(notice):
    """Return {field: value} for a new notice like `notice`."""
    fields = [Notice._meta.get_field(name) for name in IN_COMMON]
    words = {field.name: field.value_from_object(notice) for field in fields}
    return {**words, **_dates(notice.kind), "places": list(notice.places.values_list("pk", flat=True))}


def facts_like(notice):
    """Return [{field: value}] for the key facts of a new notice like `notice`."""
    fields = row_fields(Notice._meta.get_field("facts"))
    return [{field.name: field.value_from_object(fact) for field in fields} for fact in notice.facts.all()]


def last_alike(notices, kind, authority=None):
    """The newest of `notices` of `kind`, of the Authority with this key if it is given."""
    alike = notices.filter(kind=kind, **({"authority": authority} if authority else {}))
    return alike.select_related("authority").only("title", "authority").order_by("-pk")[:MOST_ALIKE]


def _dates(kind):
    today = timezone.localdate()
    begins = today + timedelta(days=1) if kind.nature in PLANNED else today
    return {
        "issued_on": today,
        "effective_from": begins,
        "comments_from": today if kind.takes_comments else None,
    }
