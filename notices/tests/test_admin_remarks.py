"""Right after saving the clerk reads what may have escaped: a number given twice, the same covered already."""

import pytest

from notices.models import Notice
from portal.testing import make_authority, make_kind, make_notice, make_place

from .notice_form import said, save, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


def warned(response, words):
    return [sentence for sentence in said(response) if words in sentence]


def test_a_number_given_twice_is_told_with_the_way_to_the_other(desk):
    other = make_notice("先前一份", document_number="青水〔2026〕15号", kind=make_kind("停电"))
    notice, page = save(desk, document_number="青水(2026)15号")
    [sentence] = warned(page, "同一文号")
    assert f'<a href="{url("change", other.pk)}">先前一份</a>（{other.index_number}）' in sentence
    assert notice.document_number == "青水〔2026〕15号"


def test_what_is_covered_already_is_told_with_the_way_to_it(desk):
    place = make_place()
    other = make_notice("已有一份", places=[place])
    _notice, page = save(desk, places=[place.pk])
    [sentence] = warned(page, "地点和时间重叠")
    assert f'<a href="{url("change", other.pk)}">已有一份</a>' in sentence


def test_where_there_is_nothing_to_tell_nothing_is_told(desk):
    make_notice(kind=make_kind("停电"), document_number="青水〔2026〕14号")
    _notice, page = save(desk, document_number="青水〔2026〕15号")
    assert not warned(page, "同一文号") + warned(page, "重叠")


def test_a_title_is_never_markup(desk):
    make_notice("<b>先前</b>", document_number="青水〔2026〕15号", authority=make_authority())
    _notice, page = save(desk, document_number="青水〔2026〕15号")
    assert "&lt;b&gt;先前&lt;/b&gt;" in warned(page, "同一文号")[0]


def test_nothing_of_it_stops_a_save(desk):
    make_notice(document_number="青水〔2026〕15号")
    save(desk, document_number="青水〔2026〕15号")
    assert Notice.objects.filter(document_number="青水〔2026〕15号").count() == 2
