"""Days of mourning at the desk: set for days or moments, and ended at once."""

from django.contrib import admin, messages
from django.contrib.admin import display
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from editing.desk_actions import TOOLS, WRITE, DeskAction
from editing.model_admin import NewsroomModelAdmin
from editing.second_look import SecondLookMixin
from editing.uncut import UncutTextMixin

from .forms import MourningForm
from .models import Mourning


def _end_now(model_admin, request, mourning):
    if mourning.is_in_force:
        mourning.end_now()
        model_admin.log_change(request, mourning, _("Ended at once."))
        messages.success(request, _("It has ended. Readers see colours again within a minute."))
    else:
        messages.warning(request, _("It is not in force, so there was nothing to end."))
    return HttpResponseRedirect(model_admin.url_of("changelist"))


@admin.register(Mourning)
class MourningAdmin(SecondLookMixin, UncutTextMixin, NewsroomModelAdmin):
    form = MourningForm
    fields = ["occasion", "scope", ("first_day", "first_time"), ("last_day", "last_time")]
    list_display = ["occasion", "scope", "begins", "ends", "state"]
    list_filter = ["scope"]
    search_fields = ["occasion"]
    desk_actions = (
        DeskAction(
            "end_now",
            _end_now,
            path="end/",
            methods=WRITE,
            may=lambda model_admin, request, mourning: model_admin.has_change_permission(request, mourning),
            locks=True,
            word=gettext_lazy("End it now"),
            place=TOOLS,
            suits=lambda model_admin, request, mourning: mourning.is_in_force,
        ),
    )

    class Media:
        css = {"all": ["css/admin/mourning.css"]}

    @display(description=gettext_lazy("from"), ordering="begins_at")
    def begins(self, mourning):
        return moment_words(mourning.begins_at)

    @display(description=gettext_lazy("until"), ordering="ends_at")
    def ends(self, mourning):
        return moment_words(mourning.ends_at)

    @display(description=gettext_lazy("by now"))
    def state(self, mourning):
        if mourning.is_in_force:
            return _("grey now")
        return _("to come") if mourning.begins_at > timezone.now() else _("over")


def moment_words(moment):
    return date_format(timezone.localtime(moment), "Y年n月j日 H:i")
