"""Whose notices a calendar shows: of a kind, an authority, a place."""

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from directory.list_filter import query_of
from web.addresses import public_address

from ..choices import NoticeFilter
from ..models import Notice


class Filters(NoticeFilter):
    """The filters of a calendar's address, in three queries."""

    LABELS = {"kind": gettext_lazy("kind"), "authority": gettext_lazy("authority"), "place": gettext_lazy("place")}

    @property
    def notices(self):
        notices = self.of_whom(Notice.objects.all())
        return notices.concerning(self.place) if self.place else notices

    @property
    def feeds(self):
        """[(name, address)] of what a telephone's calendar may subscribe to: all notices, and those of each filter."""
        narrower = [
            (words, reverse(f"notices:{name}_calendar", args=[self.parameters[name]])) for name, words in self.chosen
        ]
        return [(what, public_address(path)) for what, path in [(_("All notices"), reverse("notices:ics")), *narrower]]

    def query_with(self, **others):
        """The end of an address with the filters and `others`."""
        return query_of({**others, **self.parameters})
