"""What every model's admin has from Django without our writing it, and what the site makes of that."""

import re

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied

# How Django's filters narrow a list, in its address.
LOOKUPS = ("exact", "id__exact", "isnull", "gte", "lt")
PARTS_OF_A_DAY = ("year", "month", "day")
SPAN = ("id__gte", "id__lte")
# By what: a word, a number that any column takes, a day or moment that is one in every time zone.
FIT = re.compile(r"[A-Za-z_]{0,40}|[0-9]{1,9}|(19|20|21)[0-9]{2}-[0-9T: .+-]{1,28}")
FIT_YEAR = re.compile(r"(19|20|21)[0-9]{2}")  # at the edges of the calendar there is no day before or after


class NewsroomModelAdmin(ModelAdmin):
    """Stands between Django's and every admin of the site, a package's too (see `NewsroomAdminSite.register`)."""

    def lookup_allowed(self, lookup, value, request=None):
        """The address narrows a list by what its own filters offer, and by a span of keys; by nothing else.

        Else whoever sees places could ask which of them a case is about that is not theirs to see (`?cases=12`),
        spell out a column that no page shows, or keep the database busy with an expression.
        """
        offered, own = self._lookups(request)
        fit = FIT_YEAR if lookup.endswith("__year") else FIT
        return lookup in own or (lookup in offered and fit.fullmatch(str(value)) is not None)

    def _lookups(self, request):
        """What the address may hold: for Django's filters, and for ours, which see to it themselves what it says."""
        filters = self.get_list_filter(request)
        ours = [one for one in filters if isinstance(one, type)]
        columns = [one if isinstance(one, str) else one[0] for one in filters if one not in ours]
        days = (f"{self.date_hierarchy}__{part}" for part in PARTS_OF_A_DAY)
        offered = {*SPAN, *days, *(f"{column}__{lookup}" for column in columns for lookup in LOOKUPS)}
        return offered, {name for one in ours for name in getattr(one, "names", None) or [one.parameter_name]}

    def history_view(self, request, object_id, extra_context=None):
        """Whether there is such an object is not told to those who may see none."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)
