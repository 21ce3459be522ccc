"""What a row means: found in the directory, or told by line and column what to put right."""

import pytest
from django.utils import timezone

from directory.models import Hotline
from notices.bulk.drafts import drafts_of
from notices.models import Kind, Notice
from portal.testing import make_authority, make_kind, make_place

from .sheets import ROW, make_city, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22 09:00+08:00")]
FULL = {
    **ROW,
    "级别": "重要", "文号": "青水(2026)15号", "生效时刻": "22：00", "截止日期": "12月1日", "截止时刻": "6时30分",
    "地点": "禾东区 › 桃花新村", "涉及谁": "1至8幢\n住户", "怎么办": "储水。\n\n 关好龙头。",
    "正文": "一段<b>。\n二段。", "热线": "555-0130",
}  # fmt: skip


@pytest.fixture
def village(db):
    return make_city()


@pytest.fixture
def draft_of(village, reporter):
    return lambda **row: drafts_of(sheet_of(reporter, {**ROW, **row}))[0]


def mistakes(draft):
    return [(mistake.head, mistake.typed) for mistake in draft.mistakes]


def sentence(draft):
    [mistake] = draft.mistakes
    return mistake.sentence


def test_every_column_finds_its_way_into_the_notice(draft_of, village):
    draft = draft_of(**FULL)
    notice = draft.notice
    assert not draft.mistakes
    assert (notice.title, notice.kind.name, str(notice.authority)) == (ROW["标题"], "停水", "市自来水公司")
    assert (notice.level, notice.document_number) == (Notice.Level.IMPORTANT, "青水〔2026〕15号")
    assert f"{timezone.localtime(notice.begins):%F %R}" == "2026-11-30 22:00"
    assert f"{timezone.localtime(notice.over_by_itself):%F %R}" == "2026-12-01 06:30"
    assert f"{notice.issued_on}" == "2026-11-25"
    assert draft.places == [village]
    assert (notice.who, notice.what_to_do) == ("1至8幢 住户", "储水。\n关好龙头。")
    assert notice.body == "<p>一段&lt;b&gt;。</p><p>二段。</p>"
    assert notice.hotline.number == "5550130"


def test_what_may_be_empty_is_left_out_and_the_level_is_that_of_the_kind(draft_of):
    Kind.objects.update(level=Notice.Level.URGENT)
    draft = draft_of()
    assert not draft.mistakes
    assert not draft.remarks
    assert draft.places == []
    assert (draft.notice.level, draft.notice.is_open_ended) == (Notice.Level.URGENT, True)


def test_every_mistake_of_every_row_is_told_at_once_with_the_text_as_typed(village, reporter):
    bad = {**ROW, "种类": "停网", "发布单位": "自来水厂", "生效日期": "下周一", "地点": "桃园"}
    first, second = drafts_of(sheet_of(reporter, ROW, {**bad, "标题": ""}))
    assert (first.line, first.mistakes) == (2, [])
    assert second.line == 3
    assert mistakes(second) == [
        ("标题", ""), ("种类", "停网"), ("发布单位", "自来水厂"), ("生效日期", "下周一"), ("地点", "桃园"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", list(ROW))
def test_a_cell_that_is_needed_must_be_filled(draft_of, head):
    assert mistakes(draft_of(**{head: ""})) == [(head, "")]


@pytest.mark.parametrize(
    ("row", "head"),
    [
        ({"标题": "水" * 81}, "标题"),
        ({"涉及谁": "水" * 201}, "涉及谁"),
        ({"怎么办": "水" * 501}, "怎么办"),
        ({"文号": "水" * 41}, "文号"),
        ({"级别": "很急"}, "级别"),
        ({"截止日期": "2026-11-29"}, "截止日期"),
        ({"截止日期": "2026-11-30", "生效时刻": "8:00", "截止时刻": "8:00"}, "截止日期"),
        ({"截止时刻": "18:00"}, "截止时刻"),
        ({"截止日期": "2026-11-30", "截止时刻": "18"}, "截止时刻"),
        ({"生效时刻": "24:00"}, "生效时刻"),
        ({"截止日期": "9999-12-31"}, "截止日期"),
    ],
)
def test_what_cannot_stand_is_told_under_its_head(draft_of, row, head):
    [(found, typed)] = mistakes(draft_of(**row))
    assert (found, typed) == (head, row[head])


def test_24_00_is_the_end_of_the_day(draft_of):
    draft = draft_of(截止日期="2026-11-30", 截止时刻="24:00")
    assert f"{timezone.localtime(draft.notice.over_by_itself):%F %R}" == "2026-12-01 00:00"


def test_a_day_without_a_year_is_understood_and_the_year_is_told(draft_of):
    draft = draft_of(成文日期="12月25日", 生效日期="1月5日", 截止日期="1月4日")
    days = (draft.notice.issued_on, draft.notice.effective_from, draft.notice.effective_until)
    assert [f"{day}" for day in days] == ["2025-12-25", "2027-01-05", "2028-01-04"]
    told = zip(draft.remarks, ("2025年12月25日", "2027年1月5日", "2028年1月4日"), strict=True)
    assert all(day in remark for remark, day in told)
    assert [remark.partition("“")[0] for remark in draft.remarks] == ["成文日期", "生效日期", "截止日期"]


def test_a_day_of_last_week_without_a_year_is_this_years(draft_of):
    assert f"{draft_of(生效日期='11月16日').notice.effective_from}" == "2026-11-16"


def test_a_day_without_a_year_means_the_same_however_late_the_editor_confirms(village, reporter, time_machine):
    sheet = sheet_of(reporter, {**ROW, "生效日期": "10月25日"})
    for now in ("2026-11-22 09:00+08:00", "2026-11-29 08:00+08:00"):
        time_machine.move_to(now)
        assert f"{drafts_of(sheet)[0].notice.effective_from}" == "2026-10-25"


def test_an_authority_is_found_by_either_name_and_one_of_two_must_be_told_apart(draft_of):
    assert not draft_of(发布单位="市自来水公司").mistakes
    make_authority("临溪自来水公司", number="", short_name="市自来水公司")
    words = sentence(draft_of(发布单位="市自来水公司"))
    assert "青禾市自来水公司" in words
    assert "临溪自来水公司" in words
    assert "青禾市自来水公司" in sentence(draft_of(发布单位="青禾自来水公司"))


def test_a_place_of_which_there_are_two_names_them_both_and_a_trail_tells_them_apart(draft_of):
    other = make_place(
        "桃花新村", parent=make_place("石桥社区", parent=make_place("石桥街道", parent=make_place("禾西区")))
    )
    words = sentence(draft_of(地点="桃花新村"))
    assert "禾东区 › 梧桐街道 › 梧桐里社区 › 桃花新村" in words
    assert "禾西区 › 石桥街道 › 石桥社区 › 桃花新村" in words
    for trail in ("禾西区 › 石桥街道 › 石桥社区 › 桃花新村", "石桥社区>桃花新村", "禾西区/桃花新村"):
        assert draft_of(地点=trail).places == [other]
    assert mistakes(draft_of(地点="石桥社区 › 禾西区 › 桃花新村"))


def test_places_are_folded_and_the_whole_city_is_none(draft_of, village):
    draft = draft_of(地点="桃花新村、梧桐街道，桃花新村")
    assert [place.name for place in draft.places] == ["梧桐街道"]
    assert "桃花新村" in draft.remarks[0]
    assert draft_of(地点="全市").places == []


def test_a_hotline_is_that_of_the_authority_or_the_only_one(draft_of):
    assert "5550130" in sentence(draft_of(热线="5550199"))
    bureau, office = make_authority("市民热线中心", number="5550112"), make_authority("市住建局", number="")
    assert draft_of(热线="5550112").notice.hotline.authority == bureau
    Hotline.objects.create(authority=office, number="555 0112", purpose="下班以后")
    assert "市住建局" in sentence(draft_of(热线="5550112"))
    assert draft_of(热线="5550112", 发布单位="市住建局").notice.hotline.authority == office


def test_what_has_no_head_and_the_rows_of_the_example_are_mistakes(draft_of, reporter):
    assert "示例" in sentence(draft_of(标题="（示例）桃花新村停水"))
    sheet = sheet_of(reporter, ROW)
    sheet.rows[0]["cells"]["beside"] = "，请注意"
    [draft] = drafts_of(sheet)
    assert mistakes(draft) == [("", "，请注意")]


def test_the_directory_is_read_once_however_many_rows_there_are(village, reporter, django_assert_num_queries):
    make_kind("停电")
    sheet = sheet_of(reporter, *[FULL] * 50, {**ROW, "种类": "停电"})
    with django_assert_num_queries(4):
        drafts_of(sheet)
