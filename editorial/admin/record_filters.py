"""The filters of the record. None of them reads the whole table to find out what there is to choose from."""

from datetime import timedelta

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from dates.days import midnight, read
from editing.person_names import name_of
from text.numbers import number_in

from ..kinds import kinds
from ..models import Entry


class DaysFilter(admin.ListFilter):
    """Filters from one day to another, both included."""

    title = _("days")
    template = "admin/editorial/days_filter.html"
    names = ("from", "until")
    problem = ""

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.typed = {name: params.pop(name)[-1].strip() for name in self.names if name in params}
        self.used_parameters.update(self.typed)

    def expected_parameters(self):
        return list(self.names)

    def has_output(self):
        return True

    def choices(self, changelist):
        """What the form of this filter sends along, so that the other filters stay."""
        return [pair for pair in changelist.params.items() if pair[0] not in self.names]

    def queryset(self, request, queryset):
        first, last = (self._day(name) for name in self.names)
        if first:
            queryset = queryset.filter(at__gte=midnight(first))
        if last:
            queryset = queryset.filter(at__lt=midnight(last + timedelta(days=1)))
        return queryset

    def _day(self, name):
        typed = self.typed.get(name, "")
        day = read(typed)
        if typed and day is None:
            self.problem = _("“%s” is no date. Write it as 2026-11-22.") % typed[:20]
        return day


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        content_types = ContentType.objects.get_for_models(*kinds())
        return [(str(content_type.pk), kind._meta.verbose_name) for kind, content_type in content_types.items()]

    def queryset(self, request, queryset):
        return queryset.filter(content_type=number_in(self.value())) if self.value() else queryset


class PersonFilter(admin.SimpleListFilter):
    """Offers the people who are on record. It takes a look-up by index for each account."""

    title = _("person")
    parameter_name = "person"

    def lookups(self, request, model_admin):
        people = get_user_model().objects.filter(Exists(Entry.objects.filter(actor=OuterRef("pk"))))
        return [(str(person.pk), name_of(person)) for person in people.order_by("username")]

    def queryset(self, request, queryset):
        return queryset.filter(actor=number_in(self.value())) if self.value() else queryset


class ItemFilter(admin.SimpleListFilter):
    """Shows the whole record of one item, whatever its title was. It is offered beside every entry."""

    title = _("item")
    parameter_name = "item"

    def lookups(self, request, model_admin):
        return [(self.value(), _("this one"))] if self.value() else []

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        about, _dash, key = self.value().partition("-")
        return queryset.filter(content_type=number_in(about), object_id=number_in(key))
