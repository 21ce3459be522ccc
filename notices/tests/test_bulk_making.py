"""A sheet becomes drafts once, all of them or none, whatever has changed since the preview."""

import pytest
from django.contrib.admin.models import LogEntry

from directory.models import Authority, Place
from editorial.models import Entry, Version
from notices.bulk.making import make
from notices.models import Kind, Notice, Series, Sheet
from portal.testing import make_authority

from .sheets import BULK, ROW, make_city, sheet_of

pytestmark = pytest.mark.django_db
FULL = {**ROW, "地点": "桃花新村", "正文": "因管网维修，<b>停水</b>。\n请储水。", "截止日期": "2026-12-01"}


@pytest.fixture
def village(db):
    return make_city()


@pytest.fixture
def press(village, as_person, reporter):
    """Confirm a sheet as the reporter who sent it, and see what comes after."""
    return lambda sheet: as_person(reporter).post(f"{BULK}{sheet.pk}/", follow=True)


def test_each_row_becomes_a_draft_of_the_person_with_its_places_number_and_first_version(press, reporter, village):
    sheet = sheet_of(reporter, FULL, {**ROW, "标题": "第二条"}, name="停水计划.xlsx")
    press(sheet)
    first, second = Notice.objects.order_by("pk")
    assert (first.title, second.title) == (ROW["标题"], "第二条")
    authority = Authority.objects.get().pk
    assert [first.index_number, second.index_number] == [f"{authority:04d}-2026-{number:05d}" for number in (1, 2)]
    assert (list(first.places.all()), list(second.places.all())) == ([village], [])
    assert (first.state, first.author, first.version) == (Notice.State.DRAFT, reporter, 1)
    assert first.body_html == first.body == "<p>因管网维修，&lt;b&gt;停水&lt;/b&gt;。</p><p>请储水。</p>"
    assert (first.begins_at, first.over_at) == (first.begins, first.over)
    [version] = first.own_versions()
    assert version.data["links"]["places"] == [village.pk]
    assert version.remark == "由表格“停水计划.xlsx”第2行录入"
    assert Entry.objects.count() == LogEntry.objects.count() == 2


def test_the_drafts_are_listed_and_go_the_usual_way(press, reporter, as_person):
    old = Notice.objects.count()
    response = press(sheet_of(reporter, ROW, {**ROW, "标题": "第二条"}))
    page = response.content.decode()
    assert "已做成2条草稿" in page
    assert response.context["cl"].result_count == 2 + old
    keys = Notice.objects.values_list("pk", flat=True)
    chosen = {"action": "submit_selected", "_selected_action": list(keys), **{f"_seen-{key}": 1 for key in keys}}
    as_person(reporter).post("/admin/notices/notice/", chosen)
    assert set(Notice.objects.values_list("state", flat=True)) == {Notice.State.IN_REVIEW}


def test_a_number_that_was_given_before_is_not_given_again(press, reporter, village):
    authority = Authority.objects.get()
    Series.next_numbers(authority.pk, 2026, 7)
    press(sheet_of(reporter, ROW, {**ROW, "成文日期": "2025-12-30"}, ROW))
    numbers = Notice.objects.order_by("pk").values_list("index_number", flat=True)
    assert [number[5:] for number in numbers] == ["2026-00008", "2025-00001", "2026-00009"]


def test_pressed_twice_nothing_is_made_twice_and_the_page_says_so(press, reporter):
    sheet = sheet_of(reporter, ROW)
    press(sheet)
    page = press(sheet).content.decode()
    assert "不会重复录入" in page
    assert "desk=drafts" in page
    assert Notice.objects.count() == Version.objects.count() == LogEntry.objects.count() == 1


def test_with_one_bad_row_nothing_is_made(press, reporter):
    page = press(sheet_of(reporter, ROW, {**ROW, "种类": "停网"})).content.decode()
    assert "一条也没有做成" in page
    assert "停网" in page
    assert not Notice.objects.exists()
    assert not Series.objects.exists()
    assert Sheet.objects.get().used_at is None


@pytest.mark.parametrize(
    "change",
    [
        lambda: Kind.objects.all().delete(),
        lambda: Authority.objects.update(name="青禾水务集团"),
        lambda: Place.objects.filter(name="桃花新村").delete(),
    ],
)
def test_what_has_changed_since_the_preview_is_met_and_nothing_is_made(press, reporter, as_person, change):
    sheet = sheet_of(reporter, FULL)
    assert "全部做成草稿" in as_person(reporter).get(f"{BULK}{sheet.pk}/").content.decode()
    change()
    page = press(sheet).content.decode()
    assert "一条也没有做成" in page
    assert "要改的地方" in page
    assert not Notice.objects.exists()


def test_what_breaks_off_in_the_middle_leaves_nothing(press, reporter, monkeypatch, client):
    sheet = sheet_of(reporter, ROW, {**ROW, "标题": "第二条"})
    kept = Notice.keep_version

    def breaking(notice, *args, **kwargs):
        if notice.title == "第二条":
            raise ZeroDivisionError
        return kept(notice, *args, **kwargs)

    monkeypatch.setattr(Notice, "keep_version", breaking)
    with pytest.raises(ZeroDivisionError):
        press(sheet)
    assert not Notice.objects.exists()
    assert not Series.objects.exists()
    assert Sheet.objects.get().used_at is None


def test_a_row_more_costs_eight_queries_more_and_no_look_up(village, reporter, django_assert_max_num_queries):
    make_authority("青禾市供电公司", number="")
    rows = [{**FULL, "标题": f"第{number}号停水", "文号": f"青水〔2026〕{number}号"} for number in range(40)]
    sheet = sheet_of(reporter, *rows, {**ROW, "发布单位": "青禾市供电公司"})
    with django_assert_max_num_queries(8 * 41 + 40):
        assert len(make(sheet, reporter)) == 41
