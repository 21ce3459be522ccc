"""What may be typed about a notice: bad input gets a sentence where it belongs, and loses nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Notice
from portal.testing import make_notice, make_place

from .notice_form import faults, said, save, typed, url

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


def refused(desk, notice=None, **fields):
    """Send the form; return the faults that it is given back with, after a look that nothing typed is lost."""
    stored = list(Notice.objects.values())
    data = typed(notice, title="整句都还在的标题", who="整句都还在的一段", **fields)
    response = desk.post(url("change", notice.pk) if notice else url("add"), data)
    page = response.content.decode()
    assert "整句都还在的标题" in page
    assert "整句都还在的一段" in page
    assert list(Notice.objects.values()) == stored
    return faults(response)


def test_a_number_is_saved_as_it_is_printed(desk):
    notice, _page = save(desk, document_number="青水（２０２６） 15号")
    assert notice.document_number == "青水〔2026〕15号"


def test_an_end_before_the_beginning_is_told_at_the_end(desk):
    assert refused(desk, effective_until=TODAY() - timedelta(days=1)) == {
        "effective_until": ["结束不能早于开始。"],
    }


def test_an_end_in_the_minute_of_the_beginning_is_told_too(desk):
    fields = {"effective_from_time": "08:00", "effective_until": TODAY(), "effective_until_time": "08:00"}
    assert list(refused(desk, **fields)) == ["effective_until"]


def test_a_minute_of_the_end_needs_its_day(desk):
    assert refused(desk, effective_until_time="18:00") == {
        "effective_until": ["请填写是哪一天的这个时刻截止。"],
    }


def test_a_day_that_there_is_not_is_told_at_its_field(desk):
    assert list(refused(desk, effective_until="2026-02-30")) == ["effective_until"]


@pytest.mark.parametrize("field", ["issued_on", "effective_from", "effective_until", "comments_until"])
@pytest.mark.parametrize("day", ["0001-01-01", "1026-11-30", "9999-12-31"])
def test_a_slip_in_the_year_is_told_at_its_field(desk, field, day):
    assert refused(desk, **{field: day})[field] == ["年份不对，请核对。"]


def test_comments_need_a_first_day_and_end_after_it(desk):
    assert list(refused(desk, comments_until=TODAY())) == ["comments_from"]
    fields = {"comments_from": TODAY(), "comments_until": TODAY() - timedelta(days=1)}
    assert list(refused(desk, **fields)) == ["comments_until"]


def test_comments_that_have_begun_may_wait_for_their_end(desk):
    notice, _page = save(desk, comments_from=TODAY())
    assert notice.comments_until is None


def test_a_place_within_another_is_folded_and_it_is_said(desk):
    district = make_place("禾东区")
    street = make_place("梧桐街道", parent=district)
    notice, page = save(desk, places=[street.pk, district.pk, street.pk])
    assert list(notice.places.all()) == [district]
    assert "已略去梧桐街道：它在禾东区之内，已包括在内。" in said(page)


def test_places_apart_stay_and_nothing_is_said(desk):
    places = [make_place("禾东区"), make_place("禾西区")]
    notice, page = save(desk, places=[place.pk for place in places])
    assert set(notice.places.all()) == set(places)
    assert not [sentence for sentence in said(page) if "略去" in sentence]


def test_what_extends_another_says_until_when_and_that_later(desk, reporter):
    before = make_notice(effective_until=TODAY() + timedelta(days=3))
    notice = make_notice(author=reporter, follows=before, relation="extends", state="draft")
    assert refused(desk, notice) == {"effective_until": ["请填写延长到哪一天。"]}
    [sentence] = refused(desk, notice, effective_until=TODAY() + timedelta(days=2))["effective_until"]
    assert str((TODAY() + timedelta(days=3)).day) in sentence
    later = TODAY() + timedelta(days=5)
    assert save(desk, notice, effective_until=later)[0].effective_until == later


def test_two_clerks_one_notice_the_second_reads_what_the_first_changed(as_person, reporter, first_reviewer):
    notice = make_notice(author=reporter, state="draft", publish_at=None)
    notice.keep_version(reporter)
    notice.refresh_from_db()
    mine = typed(notice, title="我改的标题")
    save(as_person(first_reviewer), notice, who="同事改的范围")
    response = as_person(reporter).post(url("change", notice.pk), mine)
    assert "first_reviewer" in str(faults(response))
    assert "我改的标题" in response.content.decode()
    assert Notice.objects.get().who == "同事改的范围"
