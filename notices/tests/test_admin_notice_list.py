"""The list of notices at the desk: whether each holds, and how one is found again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.testing import make_authority, make_kind, make_notice, make_place

from .notice_form import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


def days(number):
    return timezone.localdate() + timedelta(days=number)


def titles(desk, **asked):
    response = desk.get(url("changelist"), asked)
    assert response.status_code == 200
    return {notice.title for notice in response.context["cl"].result_list}


@pytest.fixture
def every_state(reporter, final_reviewer):
    make_notice("在生效")
    make_notice("将生效", effective_from=days(2))
    make_notice("已失效", effective_from=days(-9), effective_until=days(-1))
    make_notice("草稿", author=reporter, state="draft", publish_at=None)
    make_notice("撤下的").decide("withdraw", final_reviewer, "误发")
    old = make_notice("废止的", effective_from=days(-9))
    make_notice("废止它的", follows=old, relation="repeals")


def test_each_has_its_word(desk, every_state):
    page = desk.get(url("changelist")).content.decode()
    for code, word in (("in_force", "生效中"), ("upcoming", "即将生效"), ("ended", "已失效"), ("repealed", "已废止")):
        assert f'<span class="status status-{code}">{word}</span>' in page
    assert page.count('<td class="field-holds">') == 7


def test_how_far_it_is_and_whether_it_holds_are_two_things(desk, reporter):
    notice = make_notice("已失效", author=reporter, effective_from=days(-9), effective_until=days(-1))
    draft = make_notice("草稿", author=reporter, state="draft", publish_at=None)
    page = desk.get(url("changelist")).content.decode()
    assert '<span class="status status-live">已公开</span>' in page
    assert '<span class="status status-draft">草稿</span>' in page
    assert '<span class="status status-live">已公开</span>' in desk.get(url("change", notice.pk)).content.decode()
    assert '<span class="status status-draft">草稿</span>' in desk.get(url("change", draft.pk)).content.decode()


def test_it_is_narrowed_by_validity(desk, every_state):
    assert titles(desk, holds="in_force") == {"在生效", "废止它的"}
    assert titles(desk, holds="upcoming") == {"将生效"}
    assert titles(desk, holds="ended") == {"已失效", "废止的"}
    assert titles(desk, holds="repealed") == {"废止的"}
    assert len(titles(desk, holds="nonsense")) == len(titles(desk)) == 7


def test_it_is_narrowed_by_kind_level_authority_and_district(desk):
    water = make_authority()
    power, district = make_authority("青禾供电公司", "5550131"), make_place("禾东区")
    street, elsewhere = make_place("梧桐街道", parent=district), make_place("禾西区")
    make_notice("停水", authority=water, places=[street])
    make_notice("停电", kind=make_kind("停电"), authority=power, level=3, places=[elsewhere])
    make_notice("全市", authority=water)
    assert titles(desk, kind__id__exact=make_kind("停电").pk) == {"停电"}
    assert titles(desk, level__exact=3) == {"停电"}
    assert titles(desk, authority=power.pk) == {"停电"}
    assert titles(desk, district=district.pk) == {"停水", "全市"}
    for nonsense in ({"authority": "x"}, {"district": "x"}, {"district": "999999999999999999999"}):
        assert len(titles(desk, **nonsense)) == 3


def test_only_authorities_that_have_issued_something_are_offered(desk):
    make_authority("从不发通告的单位", "5550140")
    make_notice(authority=make_authority())
    page = desk.get(url("changelist")).content.decode()
    assert "?authority=" in page
    assert "从不发通告的单位" not in page


@pytest.mark.parametrize("term", ["青水〔2026〕15号", "青水(2026)15号", "青水［２０２６］ 15", "【2026】15", "停水"])
def test_a_number_is_found_in_whatever_brackets(desk, term):
    make_notice("停水", document_number="青水〔2026〕15号")
    make_notice("停电", document_number="青电〔2026〕7号")
    assert titles(desk, q=term) == {"停水"}


def test_an_index_number_and_an_authority_are_found_too(desk):
    notice = make_notice("停水")
    make_notice("停电", authority=make_authority("青禾供电公司", "5550131"))
    assert titles(desk, q=notice.index_number) == {"停水"}
    assert titles(desk, q="供电") == {"停电"}


def test_a_long_list_costs_no_more_queries(desk):
    def cost():
        desk.get(url("changelist"))
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(url("changelist")).status_code == 200
        return len(captured)

    before = make_notice("一份", places=[make_place()])
    few = cost()
    for number in range(20):
        before = make_notice(f"第{number}份", follows=before, relation="corrects")
        make_notice(f"又{number}份", authority=make_authority(f"单位{number}", ""), kind=make_kind(f"类{number}"))
    assert cost() == few
