"""The columns of the open data. Both files and the page that explains them use this one list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from web.addresses import public_address

from ..models import Kind, Notice
from ..period import FOREVER


@dataclass(frozen=True)
class Field:
    """One column: `name` is its name in JSON, `head` its head in the table, `meaning` its explanation.

    `value(notice, moment)` takes a notice of `rows.in_batches`. It returns None where there is no value, and a
    member of its choices where the value is one of a fixed list. A list holds texts, or facts as {"label",
    "value"}.
    """

    name: str
    head: str
    meaning: str
    value: Callable


def _bound(day, minute):
    """Return the day, or the moment in it if there is a `minute`."""
    return day if day is None or minute is None else timezone.make_aware(datetime.combine(day, minute))


def _over(notice, at):
    """Return when it stops holding, with its chain taken into account; None where it has no end.

    What is under an embargo is told once it is public.
    """
    return None if notice.over == FOREVER else notice.over


FIELDS = (
    Field("index_number", _("index number"), _("Given once by the paper; never changes, never comes back."),
          lambda notice, at: notice.index_number),
    Field("document_number", _("document number"), _("As the authority printed it; empty where it gave none."),
          lambda notice, at: notice.document_number or None),
    Field("title", _("headline"), _("As it stands on the page."),
          lambda notice, at: notice.title),
    Field("kind", _("kind"), _("What the paper calls this sort of notice."),
          lambda notice, at: notice.kind.name),
    Field("nature", _("nature"), _("What it is about, from a fixed list."),
          lambda notice, at: Kind.Nature(notice.kind.nature)),
    Field("level", _("level"), _("How much it presses, from a fixed list."),
          lambda notice, at: Notice.Level(notice.level)),
    Field("authority", _("authority"), _("Who issues it, by its full name."),
          lambda notice, at: notice.authority.name),
    Field("issued_on", _("date of issue"), _("The day that stands under the document."),
          lambda notice, at: notice.issued_on),
    Field("published_at", _("publication time"), _("Since when it is on this site."),
          lambda notice, at: notice.publish_at),
    Field("effective_from", _("in force from"), _("A day, from its beginning; or a moment."),
          lambda notice, at: _bound(notice.effective_from, notice.effective_from_time)),
    Field("effective_until", _("in force until"), _("A day, to its end; or a moment. Empty: until further notice."),
          lambda notice, at: _bound(notice.effective_until, notice.effective_until_time)),
    Field("over_at", _("over at"), _("The moment from which it holds no longer, later notices taken into account."),
          _over),
    Field("status", _("status"), _("As it was when the file was made, from a fixed list."),
          lambda notice, at: notice.status_at(at)),
    Field("places", _("places"), _("Each after those it lies in; where none is named, the whole city."),
          lambda notice, at: notice.place_names),
    Field("facts", _("key facts"), _("The lines of its table, each what and how much; empty where it has none."),
          lambda notice, at: notice.fact_lines or None),
    Field("follows", _("follows"), _("The index number of the notice before it in its chain."),
          lambda notice, at: notice.follows and notice.follows.index_number),
    Field("relation", _("what it does to the notice before"), _("From a fixed list."),
          lambda notice, at: Notice.Relation(notice.relation) if notice.relation else None),
    Field("address", _("web address"), _("Of its page, for good."),
          lambda notice, at: public_address(notice.get_absolute_url())),
    Field("withdrawn_at", _("withdrawn at"), _("When the paper took it back."),
          lambda notice, at: notice.withdrawn_at),
    Field("withdrawn_reason", _("reason for withdrawal"), _("As readers were told."),
          lambda notice, at: notice.withdrawn_reason or None),
)  # fmt: skip

# The fixed lists: {field: its choices}.
LISTS = {"nature": Kind.Nature, "level": Notice.Level, "status": Notice.Status, "relation": Notice.Relation}


def code(member):
    """Return what JSON has for `member` of a fixed list."""
    return member.name.lower() if isinstance(member.value, int) else member.value
