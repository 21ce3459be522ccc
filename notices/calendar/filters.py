"""Whose notices a calendar shows: of a kind, an authority, a place."""

from urllib.parse import urlencode

from django.core.validators import slug_re
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.choices import authorities_with, named, wide_places
from web.addresses import public_address

from ..choices import all_kinds
from ..models import Notice

NAMES = ("kind", "authority", "place")


class Filters:
    """What an address asks for, and what there is to choose from, in three queries.

    What it asks for and there is not is named in `unknown`, and filters nothing.
    """

    def __init__(self, parameters, labels):
        asked = {name: parameters.get(name, "") for name in NAMES}
        slugs = {name: slug if slug_re.match(slug) else "" for name, slug in asked.items()}
        self.kinds = all_kinds()
        self.authorities = authorities_with(Notice.objects.published().newest_first(), slugs["authority"])
        self.places = wide_places(slugs["place"])
        self.kind = named(slugs["kind"], self.kinds)
        self.authority = named(slugs["authority"], self.authorities)
        self.place = named(slugs["place"], self.places)
        self.unknown = [labels[name] for name, text in asked.items() if text and not getattr(self, name)]

    @property
    def notices(self):
        notices = Notice.objects.all()
        if self.kind:
            notices = notices.filter(kind=self.kind)
        if self.authority:
            notices = notices.filter(authority=self.authority)
        return notices.concerning(self.place) if self.place else notices

    @property
    def parameters(self):
        """The filters as an address holds them."""
        return {name: found.slug for name in NAMES if (found := getattr(self, name))}

    @property
    def feeds(self):
        """(name, address) of what a telephone's calendar may subscribe to: all notices, and those of each filter."""
        narrower = [
            (found, reverse(f"notices:{name}_calendar", args=[found.slug]))
            for name in NAMES
            if (found := getattr(self, name))
        ]
        return [(what, public_address(path)) for what, path in [(_("All notices"), reverse("notices:ics")), *narrower]]

    @property
    def words(self):
        """The filters as a heading names them."""
        return " · ".join(str(found) for name in NAMES if (found := getattr(self, name)))

    def query(self, **others):
        """The end of an address with the filters and `others`."""
        held = {**others, **self.parameters}
        return f"?{urlencode(held)}" if held else ""
