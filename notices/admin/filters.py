from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from directory.models import Authority, Place
from text.numbers import number_in

from ..models import Notice
from .ending import ENDING


class HoldsFilter(admin.SimpleListFilter):
    """Filters by whether a notice is in force now, and by when it ends."""

    title = _("validity")
    parameter_name = "holds"

    def lookups(self, request, model_admin):
        Status = Notice.Status
        return [
            (Status.IN_FORCE.value, Status.IN_FORCE.label),
            (Status.UPCOMING.value, Status.UPCOMING.label),
            *((one.code, one.word) for one in ENDING),
            (Status.ENDED.value, Status.ENDED.label),
            (Status.REPEALED.value, Status.REPEALED.label),
        ]

    def queryset(self, request, queryset):
        ending = {one.code: one.rows for one in ENDING}
        rows = {
            "in_force": queryset.in_force,
            "upcoming": queryset.upcoming,
            "ended": queryset.over,
            "repealed": queryset.repealed,
        }
        value = self.value()
        if value in ending:
            return ending[value](queryset)
        return rows[value]() if value in rows else queryset


class AuthorityFilter(admin.SimpleListFilter):
    """Filters by authority. It offers those that have issued any notice.

    Each authority is looked up by index, so a long archive costs nothing.
    """

    title = _("authority")
    parameter_name = "authority"

    def lookups(self, request, model_admin):
        issuing = Exists(Notice.objects.filter(authority=OuterRef("pk")))
        return [(str(authority.pk), str(authority)) for authority in Authority.objects.filter(issuing)]

    def queryset(self, request, queryset):
        key = number_in(self.value() or "")
        return queryset.filter(authority=key) if key >= 0 else queryset


class NoticeDistrictFilter(admin.SimpleListFilter):
    """Filters by what holds somewhere in a district, or in the whole city."""

    title = _("place")
    parameter_name = "district"

    def lookups(self, request, model_admin):
        districts = Place.objects.filter(kind=Place.Kind.DISTRICT).order_by("pk")
        return [(str(pk), name) for pk, name in districts.values_list("pk", "name")]

    def queryset(self, request, queryset):
        key = number_in(self.value() or "")
        district = Place.objects.filter(pk=key).first() if key >= 0 else None
        return queryset.concerning(district) if district else queryset
