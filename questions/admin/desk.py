"""The desks, as keepers set them up; whoever works at one may read how it is set up."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from editing.known_keys import KnownKeysMixin
from editing.model_admin import NewsroomModelAdmin
from editing.person_names import name_of
from editing.protected_deletion import ProtectedDeletionMixin
from editing.rows_by_hand import RowsByHandMixin
from editing.second_look import SecondLookMixin
from editing.sent_rows import SentRows
from editing.uncut import UncutTextMixin

from ..forms.people import PeopleField, PersonField
from ..models import Category, Desk
from ..rules import PERMISSION


class CategoryFormSet(SentRows):
    def clean(self):
        """Raise ValidationError where a category must be given and there is none to choose.

        This is checked here because only the formset knows which categories there will be.
        """
        super().clean()
        kept = [form for form in self.forms if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")]
        if self.instance.asks_category == Desk.Asks.MUST and not kept and not any(self.errors):
            raise ValidationError(_("A category must be given, so there has to be one to choose."))


class CategoryInline(RowsByHandMixin, UncutTextMixin, admin.TabularInline):
    model = Category
    formset = CategoryFormSet
    fields = ["name", "order"]
    extra = 1


@admin.register(Desk)
class DeskAdmin(SecondLookMixin, KnownKeysMixin, UncutTextMixin, ProtectedDeletionMixin, NewsroomModelAdmin):
    fieldsets = [
        (None, {"fields": ["name", "kind", "subject", "introduction", "place", "hotline", "slug", "order"]}),
        (_("Who works here"), {"fields": ["head", "members"]}),
        (
            _("What it promises"),
            {"fields": [("response_amount", "response_unit"), ("answer_amount", "answer_unit"), "publishes_answers"]},
        ),
        (_("When it is open"), {"fields": ["opens_on", "closes_on", "closed_note"]}),
        (
            _("What its form asks for"),
            {"fields": ["asks_place", "asks_address", "asks_pictures", "asks_category", "asks_contact"]},
        ),
    ]
    inlines = [CategoryInline]
    autocomplete_fields = ["place", "hotline"]
    list_display = ["name", "kind", "is_open", "head_name", "how_many_members", "place"]
    list_filter = ["kind"]
    list_select_related = ["head", "place"]
    search_fields = ["name"]
    view_on_site = False  # its form already has links to the page for questions and to the poster

    class Media:
        css = {"all": ["css/admin/desk.css", "css/admin/desk-form.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(member_count=Count("members"))

    def get_readonly_fields(self, request, obj=None):
        """The fields of a desk for comments that cannot be changed here.

        Its notice says what it is about and when it is open.
        """
        is_bound = obj is not None and obj.collects_comments
        return ["kind", "subject", "opens_on", "closes_on", "publishes_answers"] if is_bound else []

    def get_fieldsets(self, request, obj=None):
        """Show the subject only for a desk for comments, and deadlines only for other desks.

        A desk for comments is about a single subject, and it promises nobody an answer.
        """
        left_out = {"response_amount", "answer_amount"} if obj and obj.collects_comments else {"subject"}
        return [(name, {**rest, "fields": _without(left_out, rest["fields"])}) for name, rest in self.fieldsets]

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        if db_field.name == "kind":
            # A desk for comments is opened from its notice.
            field.choices = [choice for choice in field.choices if choice[0] != Desk.Kind.COMMENTS]
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "head":
            kwargs |= {"queryset": _who_may_work(), "form_class": PersonField}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "members":
            kwargs |= {"queryset": _who_may_work(), "form_class": PeopleField, "widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("open"), boolean=True)
    def is_open(self, desk):
        return desk.is_open

    @admin.display(description=_("head"), ordering="head")
    def head_name(self, desk):
        return name_of(desk.head)

    @admin.display(description=_("members"))
    def how_many_members(self, desk):
        return desk.member_count


def _without(left_out, fields):
    """Return `fields` of a fieldset without the names in `left_out` and without pairs that begin with one of them."""
    return [field for field in fields if (field if isinstance(field, str) else field[0]) not in left_out]


def _who_may_work():
    """Return the users whom the rules let work on a case. Anybody else at a desk could use none of its buttons."""
    backend = "django.contrib.auth.backends.ModelBackend"
    return get_user_model().objects.with_perm(PERMISSION, backend=backend).order_by("pk")
