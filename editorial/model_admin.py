"""What every admin has from Django without our writing it, and how the site restricts that."""

import re

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied

# The lookups by which Django's filters narrow a list in its address.
LOOKUPS = ("exact", "id__exact", "isnull", "gte", "lt")
PARTS_OF_A_DAY = ("year", "month", "day")
SPAN = ("id__gte", "id__lte")
# The values that they may have: a word, a number that any column takes, a day or moment that is one in every time zone.
FIT = re.compile(r"[A-Za-z_]{0,40}|[0-9]{1,9}|(19|20|21)[0-9]{2}-[0-9T: .+-]{1,28}")
FIT_YEAR = re.compile(r"(19|20|21)[0-9]{2}")  # at the edges of the calendar there is no day before or after


class NewsroomModelAdmin(ModelAdmin):
    """The base of every admin of the site, also of a package's (see `NewsroomAdminSite.register`)."""

    def lookup_allowed(self, lookup, value, request=None):
        """Let the address narrow a list by what its own filters offer and by a span of keys, and by nothing else.

        Otherwise a person who may see places could ask which of them a case is about that is not theirs to see
        (`?cases=12`), spell out a column that no page shows, or keep the database busy with an expression.
        """
        offered, own = self._lookups(request)
        fit = FIT_YEAR if lookup.endswith("__year") else FIT
        return lookup in own or (lookup in offered and fit.fullmatch(str(value)) is not None)

    def _lookups(self, request):
        """Return two sets of what the address may hold: for Django's filters, and for ours.

        Our filters check the values themselves.
        """
        filters = self.get_list_filter(request)
        ours = [one for one in filters if isinstance(one, type)]
        columns = [one if isinstance(one, str) else one[0] for one in filters if one not in ours]
        days = (f"{self.date_hierarchy}__{part}" for part in PARTS_OF_A_DAY)
        offered = {*SPAN, *days, *(f"{column}__{lookup}" for column in columns for lookup in LOOKUPS)}
        return offered, {name for one in ours for name in getattr(one, "names", None) or [one.parameter_name]}

    def history_view(self, request, object_id, extra_context=None):
        """Raise PermissionDenied for those who may see no such objects. They are not told whether there is this one."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)
