"""No table that the site gives out holds a cell that a spreadsheet would take for a formula, whoever typed it."""

import csv
import io
import re

import pytest
from django.conf import settings

from notices.models import Fact
from portal.testing import (
    make_authority,
    make_case,
    make_desk,
    make_draft,
    make_kind,
    make_notice,
    make_person,
    make_place,
)
from portal.tests.addresses import routes
from questions.stages import assigning, referring
from spreadsheet.download import safe

HOSTILE = '=HYPERLINK("http://a.example","看")'
# Every way by which a table leaves, and how it is asked for.
TABLES = {
    "/notices/data.csv": "get",
    "/questions/accountability/table.csv": "get",
    "/admin/editorial/entry/export/": "post",
}
# What writes tables: the one for what people typed, and the example of bulk entry, which holds nothing of theirs.
WRITERS = {"spreadsheet/download.py", "notices/bulk/example.py"}


@pytest.mark.parametrize(
    "before", ["", " ", "\t", "\r\n", "　", "\u00a0", "\ufeff", " \u200b", "\u2028", "\u2003", "\u202e\u00ad", "\x1c"]
)
@pytest.mark.parametrize("start", "=+-@＝＋－＠")
def test_a_cell_that_would_be_a_formula_is_a_text(before, start):
    assert safe(f"{before}{start}1+1") == f"'{before}{start}1+1"


@pytest.mark.parametrize("text", ["停水", "a=b", "12-3", "", " 停水", "（-1）", 5])
def test_any_other_cell_is_left_as_it_is(text):
    assert safe(text) == str(text)


@pytest.mark.django_db
def test_no_table_holds_a_formula(client, reporter, as_person):
    place, kind = make_place(HOSTILE, slug="a"), make_kind(HOSTILE, slug="a")
    authority = make_authority(HOSTILE, slug="a")
    texts = dict.fromkeys(("title", "document_number", "who", "what_to_do", "where", "when"), HOSTILE)
    notice = make_notice(author=reporter, kind=kind, authority=authority, places=[place], **texts)
    Fact.objects.create(notice=notice, label=HOSTILE, value=HOSTILE)
    case = make_case(make_desk(HOSTILE, head=reporter))
    assigning.claim(case, reporter)
    referring.refer(case, reporter, authority, "路灯不亮。")
    make_draft(reporter, HOSTILE).note("return", reporter, HOSTILE)
    as_person(make_person("chief", "三审总编"))
    for path, method in TABLES.items():
        response = getattr(client, method)(path)
        assert response["Content-Type"] == "text/csv; charset=utf-8", path
        text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert f"'{HOSTILE}" in cells, path
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))], path


def test_these_are_all_the_tables():
    assert {route for route in routes() if route.endswith(".csv") or "export" in route} == set(TABLES)
    writing = re.compile(r"\bcsv\.(?:writer|DictWriter)\(|\bWorkbook\(\)")
    sources = [path for path in settings.BASE_DIR.glob("*/**/*.py") if "tests" not in path.parts]
    found = {str(path.relative_to(settings.BASE_DIR)) for path in sources if writing.search(path.read_text())}
    assert {path for path in found if path.split("/")[0] not in {"bench", "var"} and path[0] != "."} == WRITERS
