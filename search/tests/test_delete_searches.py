"""Words for which nobody asks any more are deleted."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from search.models import FruitlessSearch

pytestmark = pytest.mark.django_db


def run(**options):
    output = StringIO()
    call_command("deletesearches", stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def rows():
    """One that was asked for 90 days ago and is still kept, and one of the day before."""
    for words, days in {"飞碟": 90, "幽浮": 91}.items():
        on = timezone.localdate() - timedelta(days=days)
        FruitlessSearch.objects.create(words=words, times=9, first_on=on - timedelta(days=300), last_on=on)


def test_after_90_days_without_being_asked_words_go(rows):
    assert "1" in run()
    assert FruitlessSearch.objects.get().words == "飞碟"
    assert "0" in run()


def test_a_dry_run_only_counts_and_no_words_are_printed(rows):
    said = run(dry_run=True)
    assert "1" in said
    assert "幽浮" not in said
    assert FruitlessSearch.objects.count() == 2
