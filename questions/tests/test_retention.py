"""What is kept for how long is said of every column that can hold text, and of every file that waits."""

from django.apps import apps
from django.db import models

from questions import retention
from questions.models import Case


def test_every_column_that_can_hold_text_is_spoken_for():
    belong = {model for model in apps.get_app_config("questions").get_models() if _belongs_to_a_case(model)}
    texts = {(model, field.name) for model in belong for field in model._meta.concrete_fields if _holds_text(field)}
    lists = (retention.DELETED, retention.ANONYMISED, retention.CLEARED, retention.KEPT)
    spoken_for = {(model, name) for columns in lists for model, names in columns.items() for name in names}
    assert spoken_for == texts


def _belongs_to_a_case(model):
    return model is Case or any(field.related_model is Case for field in model._meta.concrete_fields)


def _holds_text(field):
    return isinstance(field, (models.CharField, models.TextField, models.JSONField, models.FileField))
