"""What nobody sees in a cell, a head or a name of the directory changes nothing."""

import pytest

from directory.models import Place
from notices.bulk.drafts import drafts_of
from notices.bulk.reading import read
from notices.models import Sheet
from text.invisible import INVISIBLE, SPACES

from .sheets import ROW, csv_of, make_city, upload_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22 09:00+08:00")]
FULL = {
    **ROW, "级别": "重要", "文号": "青水〔2026〕15号", "生效时刻": "22:00", "截止日期": "12月1日", "截止时刻": "6:30",
    "地点": "禾东区›桃花新村", "热线": "5550130",
}  # fmt: skip
MARKS = [*sorted(INVISIBLE)[::11], "\u200b", "\u200d", "\u2060", "\ufeff", *SPACES]


def with_mark(mark, text):
    """`text` with `mark` before it, behind it and between any two characters of it."""
    return f"{mark}{mark.join(text)}{mark}"


def draft_of(person, row):
    sheet = Sheet.objects.create(made_by=person, rows=read(upload_of(csv_of(row))).rows)
    [draft] = drafts_of(sheet)
    return draft


def test_no_mark_stands_between_a_cell_and_what_it_names(reporter):
    village = make_city()
    for mark in MARKS:
        row = {with_mark(mark, head): with_mark(mark, text) for head, text in FULL.items() if head != "标题"}
        draft = draft_of(reporter, {**row, "标题": f"{mark}停水{mark}"})
        told = [(mistake.head, mistake.sentence) for mistake in draft.mistakes]
        assert (ascii(mark), told, draft.places) == (ascii(mark), [], [village])
        assert draft.notice.document_number == "青水〔2026〕15号"


def test_no_mark_stands_between_a_cell_and_a_name_in_the_directory_that_holds_it(reporter):
    village = make_city()
    for mark in MARKS:
        Place.objects.filter(pk=village.pk).update(name=f"桃花{mark}新村")
        assert (ascii(mark), draft_of(reporter, {**ROW, "地点": "桃花新村"}).mistakes) == (ascii(mark), [])


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u00ad", "\u202d", "\u2068"])
def test_a_text_is_kept_without_what_means_nothing(reporter, mark):
    make_city()
    notice = draft_of(reporter, {**FULL, "正文": f"因{mark}检修{mark}停水。", "涉及谁": f"1至{mark}8幢"}).notice
    assert (notice.body, notice.who) == ("<p>因检修停水。</p>", "1至8幢")


def test_a_text_keeps_what_means_something(reporter):
    make_city()
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert draft_of(reporter, {**FULL, "涉及谁": f"{family}一家"}).notice.who == f"{family}一家"


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize("blank", ["\u200b", "\ufeff \u3000", "\u00a0\u2060", "\u200d\ufe0f"])
def test_a_row_of_what_nobody_sees_is_a_blank_row(blank):
    rows = read(upload_of(csv_of(ROW, dict.fromkeys(ROW, blank), ROW))).rows
    assert [row["line"] for row in rows] == [2, 4]
