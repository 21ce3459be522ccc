"""Rows of a form are counted by what was sent, and not by what the form claims. They are read once."""

from copy import copy

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.forms.formsets import TOTAL_FORM_COUNT, ManagementForm
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from .chosen_rows import ChosenRow, key_of


class StoredRow(ModelChoiceField):
    """The key of one of `rows`, which are read already. Django's own field asks the database for each."""

    rows: dict

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if (row := self.rows.get(key_of(value))) is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return row


class SentRows(BaseInlineFormSet):
    """A formset that has no more rows than were sent, whatever number the form claims.

    So a made-up number costs nothing. Rows that the item has at hand, as `prefetch_related` leaves them, are not read
    again; the form gets copies of them.
    """

    GAPS = 20  # numbers of rows that may be missing between those that were sent

    def get_queryset(self):
        held = getattr(self.instance, "_prefetched_objects_cache", {})
        if (part := self.fk.remote_field.get_accessor_name()) not in held:
            return super().get_queryset()
        if not hasattr(self, "_queryset"):
            self._queryset = [copy(row) for row in held[part]]
        return self._queryset

    def add_fields(self, form, index):
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name]
        if isinstance(key, ModelChoiceField):
            stored = StoredRow(key.queryset, initial=key.initial, required=key.required, widget=key.widget)
            stored.rows = {row.pk: row for row in self.get_queryset()} if self.instance.pk else {}
            form.fields[self._pk_field.name] = stored
        for name, field in form.fields.items():
            if self.is_bound and isinstance(field, ChosenRow):
                field.at_hand = self._chosen(name, field)

    def _chosen(self, name, field):
        """Return {key: row} of what the rows that were sent have chosen in `field`, which is read at once for all."""
        read = self.__dict__.setdefault("_read", {})
        if name not in read:
            sent = (self.data.get(f"{self.add_prefix(row)}-{name}", "") for row in range(self.total_form_count()))
            keys = {key for one in sent if (key := key_of(one)) > 0}
            read[name] = field.queryset.in_bulk(keys) if keys else {}
        return read[name]

    def save_beside(self, request):
        """Save what was typed in these rows and belongs to something else. A subclass says what that is."""

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
