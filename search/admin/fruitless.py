"""The list of searches that found nothing: read at the desk, counted by the site, changed by nobody."""

from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy

from editing.model_admin import NewsroomModelAdmin
from editorial.admin.read_only import ReadOnly

from ..core import engines, moments
from ..core.comparable import comparable, parts_of, whole_of
from ..core.lookup import Lookup
from ..core.query import parse
from ..models import FruitlessSearch, PromotedResult, PromotedWord

LINE_END = "\n"


class FruitlessChangeList(ChangeList):
    def get_results(self, request):
        """Read one page, and note on each row what its words find and lead to by now.

        That takes two more queries for all rows together.
        """
        super().get_results(request)
        self.result_list = list(self.result_list)
        queries = {row.pk: parse(row.words) for row in self.result_list}
        finding, led = _finding(queries), _led(queries)
        may_guide = self.model_admin.has_guide_permission(request)
        for row in self.result_list:
            row.finds, row.led_to = row.pk in finding, led.get(row.pk)
            row.guide_address = self.model_admin.guide_address([row.words]) if may_guide else ""


@admin.register(FruitlessSearch)
class FruitlessSearchAdmin(ReadOnly, NewsroomModelAdmin):
    list_display = ["words", "times", "first_on", "last_on", "now"]
    list_display_links = None
    list_filter = ["last_on"]
    list_per_page = 50
    search_fields = ["words"]
    search_help_text = gettext_lazy(
        "What readers sought in vain twice or more, each reader counted once a day. What was asked a single time is "
        "left out: it may be a slip, or somebody's name. Who asked is not kept, nor what looks like a number or an "
        "address of somebody. Words for which nobody has asked for 90 days are deleted."
    )
    sortable_by = ["times", "first_on", "last_on"]
    fields = readonly_fields = ["words", "times", "first_on", "last_on"]
    actions = ["guide"]

    class Media:
        css = {"all": ["css/admin/search.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).asked_often()

    def get_changelist(self, request, **kwargs):
        return FruitlessChangeList

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, comparable(search_term) or search_term)

    def has_guide_permission(self, request):
        return request.user.has_perm("search.add_promotedresult")

    def guide_address(self, words):
        """Return the address of the form for a new promoted result for `words`."""
        add = reverse(f"{self.admin_site.name}:search_promotedresult_add")
        return f"{add}?{urlencode({'words': LINE_END.join(words)})}"

    @admin.action(description=gettext_lazy("Lead readers to a page"), permissions=["guide"])
    def guide(self, request, queryset):
        """Begin one promoted result for all that were ticked."""
        return HttpResponseRedirect(self.guide_address(queryset.values_list("words", flat=True)))

    @admin.display(description=gettext_lazy("by now"))
    def now(self, row):
        if row.led_to:
            return _("leads to “%s”") % row.led_to
        if row.finds:
            return _("finds something")
        return format_html('<a href="{}">{}</a>', row.guide_address, _("lead readers")) if row.guide_address else ""


def _finding(queries):
    """Return those keys of `queries`, a dict of Query by key, whose query finds something now."""
    asked = [(key, query) for key, query in queries.items() if query.words]
    if not asked:
        return set()
    lookups = [Lookup(query.phrases, most=1) for _key, query in asked]
    found = engines.find(lookups, moments.last_number_of(timezone.now()))
    return {asked[place][0] for place, *_row in found}


def _led(queries):
    """Return {key of `queries`: the promoted result that readers get for its query}, for those that have one."""
    words = {key: [whole_of(query), *parts_of(query)] for key, query in queries.items()}
    known = PromotedWord.objects.filter(
        word__in={word for found in words.values() for word in found},
        result__in=PromotedResult.objects.shown().values("pk"),
    )
    results = {word.word: word.result for word in known.select_related("result")}
    return {key: results[word] for key, found in words.items() for word in reversed(found) if word in results}
