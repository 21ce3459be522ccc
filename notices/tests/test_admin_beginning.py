"""A new notice, begun from its kind or from the last one like it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from notices.models import Kind, Notice
from portal.testing import make_authority, make_kind, make_notice, make_place

from .notice_form import said, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


@pytest.fixture
def water():
    return make_kind(
        "停水",
        slug="tingshui",
        level=Notice.Level.IMPORTANT,
        title="××路计划停水通知",
        who="××的住户",
        what_to_do="提前储水。",
        body="<p>因××检修，计划停水。</p>",
    )


def begun(desk, **asked):
    """The values that the form for a new notice starts with."""
    response = desk.get(url("add"), asked)
    assert response.status_code == 200
    return response.context["adminform"].form.initial, response


def test_the_add_page_offers_every_kind(desk, water):
    make_kind("停电", slug="tingdian")
    page = desk.get(url("add")).content.decode()
    assert '<a href="?kind=tingshui">停水</a>' in page
    assert '<a href="?kind=tingdian">停电</a>' in page


def test_a_kind_lends_its_words_and_sensible_dates(desk, water):
    initial, response = begun(desk, kind="tingshui")
    today = timezone.localdate()
    assert {name: initial[name] for name in ("kind", "level", "title", "who", "what_to_do", "body")} == {
        "kind": water.pk,
        "level": Notice.Level.IMPORTANT,
        "title": "××路计划停水通知",
        "who": "××的住户",
        "what_to_do": "提前储水。",
        "body": "<p>因××检修，计划停水。</p>",
    }
    assert (initial["issued_on"], initial["effective_from"]) == (today, today + timedelta(days=1))
    page = response.content.decode()
    assert "××路计划停水通知" in page
    assert '<a href="?kind=tingshui" aria-current="true">停水</a>' in page


def test_a_kind_that_takes_comments_opens_their_fieldset_with_the_period_begun(desk, water):
    make_kind("公示", slug="gongshi", nature=Kind.Nature.PUBLICITY)
    for slug, is_open in (("gongshi", True), ("tingshui", False)):
        initial, response = begun(desk, kind=slug)
        assert (initial["comments_from"] == timezone.localdate()) == is_open
        comments = next(one for one in response.context["adminform"] if "comments_how" in one.fields)
        assert bool(comments.is_collapsible) != is_open


def test_like_the_last_one_all_but_its_dates_and_numbers(desk, reporter, water):
    place = make_place()
    authority = make_authority()
    model = make_notice(
        "桃花新村夜间计划停水",
        kind=water,
        authority=authority,
        hotline=authority.hotlines.get(),
        hotline_note="停水期间有人接听",
        document_number="青水〔2025〕3号",
        effective_from=date(2025, 3, 4),
        effective_until=date(2025, 3, 5),
        when="3月4日夜间",
        where="全村",
        places=[place],
    )
    model.facts.create(label="影响户数", value="320户", order=1)
    initial, response = begun(desk, kind="tingshui", like=model.pk)
    assert initial["title"] == "桃花新村夜间计划停水"
    assert (initial["authority"], initial["hotline"], initial["places"]) == (
        authority.pk,
        authority.hotlines.get().pk,
        [place.pk],
    )
    assert (initial["where"], initial["hotline_note"]) == ("全村", "停水期间有人接听")
    assert not {"document_number", "effective_until", "when"} & set(initial)
    assert initial["effective_from"] == timezone.localdate() + timedelta(days=1)
    page = response.content.decode()
    assert "320户" in page
    assert "青水〔2025〕3号" not in page
    assert f'<option value="{place.pk}" selected>' in page


def test_the_facts_of_the_model_are_saved_with_the_new_notice(desk, water):
    model = make_notice(kind=water)
    model.facts.create(label="影响户数", value="320户")
    from editorial.tests.desk import form_of

    address = f"{url('add')}?kind=tingshui&like={model.pk}"
    data = form_of(desk.get(address), "notice_form")
    response = desk.post(address, {**data, "_continue": 1})
    assert response.status_code == 302
    notice = Notice.objects.latest("pk")
    assert [(fact.label, fact.value) for fact in notice.facts.all()] == [("影响户数", "320户")]
    assert model.facts.count() == 1
    assert notice.index_number != model.index_number


def test_the_newest_of_the_kind_stand_first_and_of_the_authority_alone_if_one_is_named(desk, water):
    power = make_authority("青禾供电公司", "5550131")
    first = make_notice("第一份", kind=water, authority=make_authority())
    second = make_notice("第二份", kind=water, authority=power)
    make_notice("另一类", kind=make_kind("停电", slug="tingdian"))
    page = desk.get(url("add"), {"kind": "tingshui"}).context["beginnings"]["alike"]
    assert list(page) == [second, first]
    response = desk.get(url("add"), {"kind": "tingshui", "authority": first.authority_id})
    assert list(response.context["beginnings"]["alike"]) == [first]
    assert response.context["adminform"].form.initial["authority"] == first.authority_id


@pytest.mark.parametrize("asked", [{"kind": "nonsense"}, {"like": "x"}, {"like": "99999999999999999999"}])
def test_nonsense_in_the_address_gives_an_empty_form_and_a_note(desk, water, asked):
    initial, response = begun(desk, **asked)
    assert not initial.get("title")
    assert "没有这个种类或这份通告" in response.content.decode()


def test_a_made_up_authority_is_nobody(desk, water):
    for key in ("x", "-1", "999999"):
        assert begun(desk, kind="tingshui", authority=key)[0]["authority"] is None


def test_whoever_may_not_write_gets_no_form(as_person, keeper, outsider, water):
    assert as_person(keeper).get(url("add"), {"kind": "tingshui"}).status_code == 403
    assert as_person(outsider).get(url("add")).status_code == 302


def test_the_queue_offers_a_new_notice_once(desk):
    assert desk.get("/admin/").content.decode().count(f'href="{url("add")}">写通告') == 1


def test_what_is_saved_is_told_as_ever(desk, water):
    from .notice_form import save

    notice, page = save(desk)
    assert notice.version == 1
    assert said(page)
