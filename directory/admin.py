from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editing.known_keys import KnownKeysMixin
from editing.model_admin import NewsroomModelAdmin
from editing.protected_deletion import ProtectedDeletionMixin
from editing.rows_by_hand import RowsByHandMixin
from editing.second_look import SecondLookMixin
from editing.sent_rows import SentRows
from editing.uncut import UncutTextMixin

from .models import Authority, Hotline, Place


class DirectoryAdmin(SecondLookMixin, KnownKeysMixin, UncutTextMixin, ProtectedDeletionMixin, NewsroomModelAdmin):
    """What places, authorities and hotlines have in common at the desk."""

    class Media:
        css = {"all": ["css/admin/directory.css"]}


class DistrictFilter(admin.SimpleListFilter):
    title = Place.Kind.DISTRICT.label
    parameter_name = "district"

    def lookups(self, request, model_admin):
        districts = Place.objects.filter(kind=Place.Kind.DISTRICT).order_by("pk")
        return [(str(pk), name) for pk, name in districts.values_list("pk", "name")]

    def queryset(self, request, queryset):
        if not (self.value() or "").isdecimal():
            return queryset
        return queryset.filter(path__startswith=f"/{self.value()}/")


@admin.register(Place)
class PlaceAdmin(DirectoryAdmin):
    fields = ["name", "kind", "parent", "slug"]
    autocomplete_fields = ["parent"]
    list_display = ["name", "kind", "where", "slug"]
    list_filter = ["kind", DistrictFilter]
    search_fields = ["name", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_parents()

    def found_as(self, place):
        return place.trail

    @admin.display(description=_("lies in"), ordering="path", empty_value="")
    def where(self, place):
        return place.parent.trail if place.parent else None


class HotlineInline(RowsByHandMixin, KnownKeysMixin, UncutTextMixin, admin.TabularInline):
    model = Hotline
    formset = SentRows
    fields = ["number", "purpose", "hours", "order"]
    extra = 1


@admin.register(Authority)
class AuthorityAdmin(DirectoryAdmin):
    fields = ["name", "short_name", "kind", "address", "place", "slug"]
    autocomplete_fields = ["place"]
    inlines = [HotlineInline]
    list_display = ["name", "short_name", "kind", "numbers", "place"]
    list_filter = ["kind"]
    list_select_related = ["place"]
    search_fields = ["name", "short_name", "slug", "hotlines__number"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("hotlines")

    @admin.display(description=_("hotlines"))
    def numbers(self, authority):
        return "、".join(hotline.number for hotline in authority.hotlines.all())


@admin.register(Hotline)
class HotlineAdmin(DirectoryAdmin):
    fields = ["authority", "number", "purpose", "hours", "order", "is_to_be_checked"]
    autocomplete_fields = ["authority"]
    list_display = ["number", "authority", "purpose", "hours", "is_to_be_checked"]
    list_filter = ["is_to_be_checked", "authority__kind"]
    list_select_related = ["authority"]
    search_fields = ["number", "purpose", "authority__name", "authority__short_name"]
