"""No form cuts off what is typed or pasted: it says how much is too much, and keeps it."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.forms import CharField, Form
from django.utils.translation import gettext_lazy


def uncut(field):
    """Let the form field `field` receive more than it may hold, and answer with an error.

    A browser would cut the text off unseen. A text field without a limit of its own may hold PLAIN_TEXT_MAX_CHARACTERS.
    """
    field.widget.attrs.pop("maxlength", None)
    if isinstance(field, CharField) and not any(isinstance(one, MaxLengthValidator) for one in field.validators):
        field.validators.append(MaxLengthValidator(settings.PLAIN_TEXT_MAX_CHARACTERS))
    if "max_length" not in type(field).default_error_messages:
        field.error_messages["max_length"] = gettext_lazy(
            "There are %(show_value)d characters; %(limit_value)d are the most."
        )


class UncutForm(Form):
    """A form in which every text has a limit, and no text is cut off at it."""

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
