"""What every model's admin has from Django without our writing it, and what the site makes of that."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied

from .richtext import CONTROL_CHARACTERS

LONGEST_SEARCH = 100  # characters; a database gives up on a search of very many words
# How Django's filters narrow a list, in its address.
LOOKUPS = ("exact", "id__exact", "isnull", "gte", "lt")
PARTS_OF_A_DAY = ("year", "month", "day")
SPAN = ("id__gte", "id__lte")


class NewsroomModelAdmin(ModelAdmin):
    """Stands between Django's and every admin of the site, a package's too (see `NewsroomAdminSite.register`)."""

    def lookup_allowed(self, lookup, value, request=None):
        """The address narrows a list by what its own filters offer, and by a span of keys; by nothing else.

        Else whoever sees places could ask which of them a case is about that is not theirs to see (`?cases=12`),
        spell out a column that no page shows, or keep the database busy with an expression.
        """
        return not CONTROL_CHARACTERS.search(str(value)) and lookup in self._lookups(request)

    def _lookups(self, request):
        found = {*SPAN, *(f"{self.date_hierarchy}__{part}" for part in PARTS_OF_A_DAY)}
        for one in self.get_list_filter(request):
            if isinstance(one, type):
                found.update(one.names if hasattr(one, "names") else [one.parameter_name])
            else:
                name = one if isinstance(one, str) else one[0]
                found.update(f"{name}__{lookup}" for lookup in LOOKUPS)
        return found

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, searchable(search_term))

    def history_view(self, request, object_id, extra_context=None):
        """Whether there is such an object is not told to those who may see none."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)


def searchable(typed):
    """Return as much of what somebody typed as any database takes."""
    return CONTROL_CHARACTERS.sub("", typed)[:LONGEST_SEARCH]
