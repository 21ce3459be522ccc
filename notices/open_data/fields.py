"""The columns of the open data. Both files and the page that explains them use this one list."""

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from ..models import Kind, Notice
from ..public_item import PublicNotice


@dataclass(frozen=True)
class Field:
    """One column: `name` is its name in JSON, `head` its head in the table, `meaning` its explanation.

    `source` says what of a PublicNotice it tells.
    """

    name: str
    head: str
    meaning: str
    source: str

    def value(self, public: PublicNotice):
        """Return its value for `public`, or None where there is none.

        It is a member of its choices where it is one of a fixed list. A list holds places or facts.
        """
        value = self._read(public)
        if value == "":
            return None
        return LISTS[self.name](value) if self.name in LISTS else value

    @cached_property
    def _read(self):
        return attrgetter(self.source)  # made once: a file has a hundred thousand cells


FIELDS = (
    Field("index_number", _("index number"), _("Given once by the paper; never changes, never comes back."),
          "item.index_number"),
    Field("document_number", _("document number"), _("As the authority printed it; empty where it gave none."),
          "item.document_number"),
    Field("title", _("headline"), _("As it stands on the page."), "headline"),
    Field("kind", _("kind"), _("What the paper calls this sort of notice."), "section"),
    Field("nature", _("nature"), _("What it is about, from a fixed list."), "item.kind.nature"),
    Field("level", _("level"), _("How much it presses, from a fixed list."), "item.level"),
    Field("authority", _("authority"), _("Who issues it, by its full name."), "source"),
    Field("issued_on", _("date of issue"), _("The day that stands under the document."), "item.issued_on"),
    Field("published_at", _("publication time"), _("Since when it is on this site."), "published"),
    Field("effective_from", _("in force from"), _("A day, from its beginning; or a moment."), "effective_from"),
    Field("effective_until", _("in force until"), _("A day, to its end; or a moment. Empty: until further notice."),
          "effective_until"),
    Field("over_at", _("over at"), _("The moment from which it holds no longer, later notices taken into account."),
          "over"),
    Field("status", _("status"), _("As it was when the file was made, from a fixed list."), "status"),
    Field("places", _("places"), _("Each after those it lies in; where none is named, the whole city."), "trails"),
    Field("facts", _("key facts"), _("The lines of its table, each what and how much; empty where it has none."),
          "told_facts"),
    Field("follows", _("follows"), _("The index number of the notice before it in its chain."), "follows"),
    Field("relation", _("what it does to the notice before"), _("From a fixed list."), "item.relation"),
    Field("address", _("web address"), _("Of its page, for good."), "address"),
    Field("withdrawn_at", _("withdrawn at"), _("When the paper took it back."), "withdrawn"),
    Field("withdrawn_reason", _("reason for withdrawal"), _("As readers were told."), "withdrawn_reason"),
)  # fmt: skip

# The fixed lists: {field: its choices}.
LISTS = {"nature": Kind.Nature, "level": Notice.Level, "status": Notice.Status, "relation": Notice.Relation}


def code(member):
    """Return what JSON has for `member` of a fixed list."""
    return member.name.lower() if isinstance(member.value, int) else member.value
