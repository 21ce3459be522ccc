"""What editing needs where several people edit at once; for every room's admin."""

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.forms import CharField, Form
from django.forms.formsets import TOTAL_FORM_COUNT, ManagementForm
from django.forms.models import BaseInlineFormSet
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .usage import usage_of


class SecondLookMixin:
    """Two people save what only one may have, such as an address: the second is told on the form.

    The form was right when it was checked and the database refused it a moment later. The
    same form is looked at once more; now it sees what the other saved, and keeps its text.
    """

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, ValidationError):
            if request.method != "POST":
                raise
            return super().changeform_view(request, *args, **kwargs)


def uncut(field):
    """Let the form field `field` take more than it may hold, and say so, where a browser would cut it off unseen.

    A text that has no limit of its own may hold PLAIN_TEXT_MAX_CHARACTERS.
    """
    field.widget.attrs.pop("maxlength", None)
    if isinstance(field, CharField) and not any(isinstance(one, MaxLengthValidator) for one in field.validators):
        field.validators.append(MaxLengthValidator(settings.PLAIN_TEXT_MAX_CHARACTERS))
    if "max_length" not in type(field).default_error_messages:
        field.error_messages["max_length"] = gettext_lazy(
            "There are %(show_value)d characters; %(limit_value)d are the most."
        )


class UncutForm(Form):
    """A form of which every text has a limit, and none is cut off at it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            uncut(field)


class UncutTextMixin:
    """No field cuts off what is typed or pasted: the form says how much is too much and keeps it."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            uncut(field)
        return field


class SentRows(BaseInlineFormSet):
    """Rows of a form: no more than were sent, whatever number is claimed. One that was made up costs nothing."""

    GAPS = 20  # rows that may lack in between

    @cached_property
    def management_form(self):
        form = super().management_form
        if not self.is_bound or form.cleaned_data[TOTAL_FORM_COUNT] <= self.sent:
            return form
        claims = {form.add_prefix(name): form.cleaned_data.get(name) for name in form.fields}
        claims |= {form.add_prefix(TOTAL_FORM_COUNT): self.sent}
        form = ManagementForm(claims, auto_id=self.auto_id, prefix=self.prefix, renderer=self.renderer)
        form.full_clean()
        return form

    @cached_property
    def sent(self):
        """How many rows were sent, counted by their fields."""
        prefix = f"{self.prefix}-"
        rest = (name.removeprefix(prefix) for name in (*self.data, *self.files) if name.startswith(prefix))
        written = {name.partition("-")[0] for name in rest}
        numbers = {int(number) for number in written if number.isascii() and number.isdecimal() and len(number) < 6}
        return min(max(numbers, default=-1) + 1, len(numbers) + self.GAPS)


class KnownKeys:
    """A widget that searches while one types; what is made up in place of a key is the key of nothing."""

    LONGEST = 18  # digits: what any database takes
    NOTHING = "0"

    def value_from_datadict(self, data, files, name):
        sent = super().value_from_datadict(data, files, name)
        return [self._key(key) for key in sent] if isinstance(sent, list) else self._key(sent)

    def _key(self, sent):
        is_key = not sent or (sent.isascii() and sent.isdecimal() and len(sent) <= self.LONGEST)
        return sent if is_key else self.NOTHING


class KnownKeySelect(KnownKeys, AutocompleteSelect):
    pass


class KnownKeySelectMultiple(KnownKeys, AutocompleteSelectMultiple):
    pass


class KnownKeysMixin:
    """Something made up in place of a key is an error on the form; Django's own widget breaks on it."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownKeySelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownKeySelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ProtectedDeletionMixin:
    """What is in use is not deleted; the editor reads where it is used instead."""

    delete_confirmation_template = "admin/directory/delete_unless_used.html"
    delete_selected_confirmation_template = "admin/directory/delete_selected_unless_used.html"

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if usage := usage_of(objs, request, self.admin_site):
            lacking, protected = set(), usage.lines
        return deleted, counts, lacking, protected

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError:
            return self._came_into_use(request)

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except IntegrityError:
            return self._came_into_use(request)

    def _came_into_use(self, request):
        self.message_user(request, _("Nothing was deleted: it came into use just now."), messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())
