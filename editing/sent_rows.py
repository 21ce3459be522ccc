"""Rows of a form are counted by what was sent, and not by what the form claims."""

from django.forms.formsets import TOTAL_FORM_COUNT, ManagementForm
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property


class SentRows(BaseInlineFormSet):
    """A formset that has no more rows than were sent, whatever number the form claims.

    So a made-up number costs nothing.
    """

    GAPS = 20  # numbers of rows that may be missing between those that were sent

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
