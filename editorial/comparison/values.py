"""Values of a snapshot as a person reads them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .change import ADDED, REMOVED, SAME, Piece
from .tokens import tokens_of
from .wording import wording


def is_empty(value):
    return value is None or value == ""


def is_prose(field):
    """Whether people write the value of `field` in words."""
    return isinstance(field, (models.CharField, models.TextField)) and not field.choices


def reading(field, value, names):
    """Return `value` in words: the name of what it points to, the label of a choice, yes or no, a date."""
    if is_empty(value):
        return _("(empty)")
    if field.is_relation:
        return names.of(field.related_model, value)
    try:
        value = field.to_python(value)
    except ValidationError:
        return str(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    match field:
        case models.DateTimeField():
            return date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "DATETIME_FORMAT")
        case models.DateField():
            return date_format(value, "DATE_FORMAT")
        case models.TimeField():
            return date_format(value, "TIME_FORMAT")
    return str(value)


def value_pieces(field, old, new, names):
    """Return the pieces of one value in two versions: words are compared, everything else is shown whole."""
    if is_prose(field) and not is_empty(old) and not is_empty(new):
        return wording(tokens_of(old), tokens_of(new))
    was, now = reading(field, old, names), reading(field, new, names)
    if old == new or (is_empty(old) and is_empty(new)):
        return [Piece(now, SAME)]
    if was == now:
        # The two read the same: they are moments of one minute, or things of one name.
        was, now = f"{was} ({old})", f"{now} ({new})"
    return [Piece(was, REMOVED), Piece(now, ADDED)]
