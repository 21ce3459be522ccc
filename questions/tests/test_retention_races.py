"""Two machines run the daily commands at the same minute, and somebody presses a button twice."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from photos.intake import clean_picture
from portal.testing import picture_file
from portal.tests.races import at_once
from questions.models import Case, Contact, Event
from questions.stages import following
from questions.tests.following import CONTACT, receive

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_case_is_erased_once(in_a_file):
    for _number in range(8):
        following.withdraw(receive("电话13800000000", contact=CONTACT)[0])
    Case.objects.update(closed_at=timezone.now() - timedelta(days=31))
    in_a_file()

    def sweep():
        call_command("deletecontacts", stdout=StringIO())  # which raises where one failed

    assert at_once(sweep, sweep, sweep) == ["done"] * 3
    counted = lambda: f"{Event.objects.filter(kind=Event.Kind.ERASED).count()}, {Contact.objects.count()}"  # noqa: E731
    assert at_once(counted) == ["8, 0"]


def test_what_is_added_by_many_presses_at_once_is_added_once(in_a_file):
    case, _code = receive()
    picture = clean_picture(picture_file())
    in_a_file()

    def press():
        following.add(Case.objects.get(pk=case.pk), "是北边的那一盏", [picture])

    assert at_once(*[press] * 10) == ["done"] * 10
    counted = lambda: f"{case.additions.count()}, {case.pictures.count()}"  # noqa: E731
    assert at_once(counted) == ["1, 1"]
