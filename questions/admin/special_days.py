"""The table of holidays and make-up working days, kept by the newsroom."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _, gettext_lazy

from editing.model_admin import NewsroomModelAdmin
from editing.second_look import SecondLookMixin
from editing.uncut import UncutTextMixin

from ..models import SpecialDay


@admin.register(SpecialDay)
class SpecialDayAdmin(SecondLookMixin, UncutTextMixin, NewsroomModelAdmin):
    fields = ["date", "name", "is_working"]
    list_display = ["date", "weekday", "name", "arrangement"]
    list_filter = ["is_working"]
    search_fields = ["name"]
    date_hierarchy = "date"

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        if request.method == "GET" and (missing := self._what_is_missing()):
            self.message_user(request, missing, messages.WARNING)
        return response

    @admin.display(description=gettext_lazy("weekday"), ordering="date")
    def weekday(self, day):
        return WEEKDAYS[day.date.weekday()]

    @admin.display(description=gettext_lazy("arrangement"), ordering="is_working")
    def arrangement(self, day):
        return _("at work") if day.is_working else _("day off")

    def _what_is_missing(self):
        """Return a sentence that names a year, this or the next, whose make-up working days are not entered yet.

        It names the first such year; None where both years are entered.
        """
        this_year = timezone.localdate().year
        entered = SpecialDay.objects.filter(is_working=True).values_list("date__year", flat=True)
        for year in sorted({this_year, this_year + 1} - set(entered)):
            return _(
                "The make-up working days of %(year)s are not entered yet. The State Council announces them "
                "in the November before; until then deadlines go by what stands here."
            ) % {"year": year}
        return None
