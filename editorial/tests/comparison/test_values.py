"""Values of every sort of field, in words."""

import pytest
from django.db import models

from editorial.comparison.comparing import Names
from editorial.comparison.values import reading, value_pieces

from .marked import marked

NOBODY = Names([])


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (models.BooleanField(), True, "是"),
        (models.BooleanField(), False, "否"),
        (models.BooleanField(null=True), None, "（空）"),
        (models.IntegerField(), 0, "0"),
        (models.DateField(), "2026-11-22", "2026年11月22日"),
        (models.TimeField(), "06:30:00", "06:30"),
        (models.DateTimeField(), "2026-11-21T22:30:00Z", "2026年11月22日 06:30"),
        (models.DateTimeField(), "nonsense", "nonsense"),
        (models.CharField(choices=[("a", "甲"), ("b", "乙")]), "b", "乙"),
        (models.CharField(choices=[("a", "甲"), ("b", "乙")]), "c", "c"),
        (models.DecimalField(), "3.50", "3.50"),
        (models.JSONField(), {"a": 1}, "{'a': 1}"),
    ],
)
def test_a_value_reads_as_a_person_would_say_it(field, value, words):
    assert reading(field, value, NOBODY) == words


def test_only_words_are_compared_word_by_word():
    choice = models.CharField(choices=[("a", "文字记者"), ("b", "摄影记者")])
    assert marked(value_pieces(choice, "a", "b", NOBODY)) == "[-文字记者-]{+摄影记者+}"
    assert marked(value_pieces(models.CharField(), "文字记者", "摄影记者", NOBODY)) == "[-文字-]{+摄影+}记者"
