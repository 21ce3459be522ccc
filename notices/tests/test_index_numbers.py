"""索引号: one number, once, per authority and year; nobody gets another's, however many save at once."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from directory.models import Authority
from notices.models import Kind, Notice, Series
from portal.testing import make_authority, make_kind, make_notice, make_person
from portal.tests.races import at_once


def numbers(*notices):
    return [notice.index_number.partition("-")[2] for notice in notices]


@pytest.mark.django_db
def test_numbers_run_on_by_authority_and_year():
    water, power = make_authority(), make_authority("青禾市供电公司", "5550140")
    in_year = {year: {"issued_on": date(year, 5, 1)} for year in (2026, 2027)}
    made = [
        make_notice(authority=water, **in_year[2026]),
        make_notice(authority=water, **in_year[2026]),
        make_notice(authority=power, **in_year[2026]),
        make_notice(authority=water, **in_year[2027]),
        make_notice(authority=water, **in_year[2026]),
    ]
    assert numbers(*made) == ["2026-00001", "2026-00002", "2026-00001", "2027-00001", "2026-00003"]
    assert made[0].index_number == f"{water.pk:04d}-2026-00001"


@pytest.mark.django_db
def test_the_number_of_a_deleted_draft_is_given_to_nobody_else():
    first = make_notice(state=Notice.State.DRAFT, publish_at=None)
    first.delete()
    assert make_notice().index_number != first.index_number


@pytest.mark.django_db
def test_a_notice_keeps_its_number_when_its_authority_and_date_change():
    notice = make_notice()
    number = notice.index_number
    notice.authority, notice.issued_on = make_authority("青禾市供电公司", "5550140"), date(2020, 1, 1)
    notice.save()
    assert Notice.objects.get().index_number == number


@pytest.mark.django_db
def test_a_save_that_fails_takes_no_number_away_from_anybody():
    make_notice()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_notice(effective_from=date(2026, 2, 1), effective_until=date(2026, 1, 1))
    number = make_notice().index_number
    assert Notice.objects.filter(index_number=number).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("has_begun", [True, False])
def test_eight_who_save_at_once_get_eight_numbers(in_a_file, has_begun):
    """Also where the year's first number is given, so that the row which counts is made at the same moment."""
    authority, author = make_authority().pk, make_person("author").pk
    make_kind()
    if has_begun:
        make_notice(author=get_user_model().objects.get(), issued_on=date(2026, 11, 22))
    in_a_file()

    def save():
        notice = Notice.objects.create(
            title="停水",
            kind=Kind.objects.get(),
            authority=Authority.objects.get(pk=authority),
            author_id=author,
            issued_on=date(2026, 11, 22),
            effective_from=date(2026, 11, 23),
        )
        return notice.index_number

    given = at_once(*[save] * 8)
    assert len(set(given)) == 8
    last = 9 if has_begun else 8
    assert numbers_of(given) == list(range(last - 7, last + 1))
    assert at_once(lambda: Series.objects.get().last) == [last]


def numbers_of(given):
    return [int(number.rpartition("-")[2]) for number in given]
