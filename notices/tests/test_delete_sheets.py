"""Spreadsheets that were sent for bulk entry are not kept for long."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from notices.bulk.making import make
from notices.models import Notice, Sheet

from .sheets import ROW, make_city, sheet_of

pytestmark = pytest.mark.django_db


def run(**options):
    output = StringIO()
    call_command("deletesheets", stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def sheets(reporter):
    """One that is a week old, one a minute older, and one of the older that was used."""
    make_city()
    young, old, used = (sheet_of(reporter, ROW) for _sheet in range(3))
    make(used, reporter)
    now = timezone.now()
    Sheet.objects.filter(pk=young.pk).update(made_at=now - timedelta(days=7) + timedelta(minutes=1))
    Sheet.objects.filter(pk__in=[old.pk, used.pk]).update(made_at=now - timedelta(days=7, minutes=1))
    return young


def test_sheets_older_than_a_week_go_and_what_was_made_of_them_stays(sheets):
    assert "2" in run()
    assert Sheet.objects.get() == sheets
    assert Notice.objects.count() == 1
    assert "0" in run()


def test_a_dry_run_only_counts(sheets):
    assert "2" in run(dry_run=True)
    assert Sheet.objects.count() == 3
