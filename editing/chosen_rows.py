"""A row that a form chooses is read once: what is at hand is asked of the database no second time."""

from django.db import models
from django.forms import ModelChoiceField, ModelMultipleChoiceField

from text.numbers import number_in


class ChosenRow(ModelChoiceField):
    """A choice of one row. What is `at_hand`, {key: row}, is not asked of the database."""

    at_hand: dict = {}

    def to_python(self, value):
        return self.at_hand.get(key_of(value)) or super().to_python(value)


class ChosenRows(ModelMultipleChoiceField):
    """A choice of several rows. Where all of them are `at_hand`, {key: row}, the database is not asked."""

    at_hand: dict = {}

    def _check_values(self, value):
        chosen = [self.at_hand.get(key_of(one)) for one in value] if isinstance(value, list) else [None]
        return chosen if all(chosen) else super()._check_values(value)


class ChosenForeignKey(models.ForeignKey):
    """A foreign key that does not ask whether there is the row that its form has just read.

    The database's own constraint holds in any case.
    """

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": ChosenRow, **kwargs})

    def validate(self, value, model_instance):
        if self.is_cached(model_instance) and not self.get_limit_choices_to():
            return models.Field.validate(self, value, model_instance)
        return super().validate(value, model_instance)


def key_of(sent):
    """Return the primary key that a form has sent, a text or a row; -1 where it is none."""
    return number_in(str(getattr(sent, "pk", sent)))


def foreign_keys_of(model):
    """Return the names of the foreign keys of `model` whose rows its forms choose."""
    return [field.name for field in model._meta.fields if isinstance(field, ChosenForeignKey)]


def have_at_hand(form):
    """Let the fields of a ModelForm find the rows that its instance has read already."""
    read = {**form.instance._state.fields_cache}
    several = getattr(form.instance, "_prefetched_objects_cache", {})
    for name, field in form.fields.items():
        if isinstance(field, ChosenRow) and (row := read.get(name)) and not field.queryset.query.where:
            field.at_hand = {row.pk: row}
        elif isinstance(field, ChosenRows) and not field.queryset.query.where:
            field.at_hand = {row.pk: row for row in several.get(name, ())}
