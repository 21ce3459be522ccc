"""The record as a table: for the chief editor, as the filters show it, safe to open."""

import csv
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.admin import record_csv
from editorial.models import Entry
from portal.testing import make_draft, make_person

pytestmark = pytest.mark.django_db
RECORD = "/admin/editorial/entry/"
EXPORT = f"{RECORD}export/"


@pytest.fixture
def chief(db):
    return make_person("chief", "三审总编", last_name="叶", first_name="明谦")


def table(response):
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_it_holds_what_the_filters_show_beyond_one_page(as_person, chief, reporter, monkeypatch):
    monkeypatch.setattr("editorial.admin.record.RecordAdmin.list_per_page", 2)
    monkeypatch.setattr(record_csv, "BATCH", 2)
    item = make_draft(reporter, "路灯换新")
    item.keep_version(reporter)
    for _number in range(6):
        item.note("save", reporter)
    item.note("return", chief, "请再核实")
    client = as_person(chief)
    assert len(table(client.post(EXPORT))) == 1 + 8
    rows = table(client.post(f"{EXPORT}?action__exact=return"))
    entry = Entry.objects.get(action="return")
    moment = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
    assert rows == [
        ["时间", "经手人", "操作", "标题", "种类", "编号", "版本", "意见"],
        [moment, "叶明谦", "退回作者", "路灯换新", "文章", str(item.pk), "1", "请再核实"],
    ]
    assert len(table(client.post(f"{EXPORT}?q=叶明谦"))) == 2


def test_only_the_selected_are_exported_by_the_action(as_person, chief, reporter):
    item = make_draft(reporter)
    entries = [item.note("save", reporter) for _number in range(3)]
    data = {"action": "export_selected", "_selected_action": [entries[0].pk, entries[2].pk]}
    assert len(table(as_person(chief).post(RECORD, data))) == 1 + 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_is_a_formula(start, as_person, chief, reporter):
    make_draft(reporter, f"{start}HYPERLINK(1)").note("return", reporter, f"{start}1+1")
    row = table(as_person(chief).post(EXPORT))[1]
    assert (row[3], row[7]) == (f"'{start}HYPERLINK(1)", f"'{start}1+1")


def test_nobody_else_gets_it_by_button_or_by_post(as_person, cast, reporter):
    entry = make_draft(reporter).note("save", reporter)
    data = {"action": "export_selected", "_selected_action": [entry.pk]}
    for name, person in cast.items():
        if name == "final_reviewer":
            continue
        client = as_person(person)
        expected = 302 if name == "outsider" else 403
        assert client.post(EXPORT).status_code == expected, name
        assert client.post(RECORD, data).status_code == expected, name
        if name in {"first_reviewer", "keeper"}:
            page = client.get(RECORD).content.decode()
            assert "导出" not in page
    assert "导出当前筛选结果" in as_person(cast["final_reviewer"]).get(RECORD).content.decode()


def test_looking_is_not_exporting(as_person, chief):
    assert as_person(chief).get(EXPORT).status_code == 405
    assert not LogEntry.objects.exists()


def test_who_exported_is_kept_and_nothing_of_what(as_person, chief, reporter):
    make_draft(reporter, "路灯换新").note("save", reporter)
    client = as_person(chief)
    table(client.post(f"{EXPORT}?q=路灯"))
    logged = LogEntry.objects.get()
    assert (logged.user, logged.object_repr, logged.change_message) == (chief, "导出工作记录", "")
    assert "导出工作记录" in client.get("/admin/").content.decode()


def test_a_day_that_is_none_is_no_reason_to_export_everything(as_person, chief, reporter):
    make_draft(reporter).note("save", reporter)
    response = as_person(chief).post(f"{EXPORT}?from=2026-13-01", follow=True)
    assert response.redirect_chain == [(f"{RECORD}?from=2026-13-01", 302)]
    assert "不是日期" in response.content.decode()
    assert not LogEntry.objects.exists()


def test_it_is_streamed_in_one_query(as_person, chief, reporter):
    item = make_draft(reporter)
    for _number in range(30):
        item.note("save", reporter)
    response = as_person(chief).post(EXPORT)
    assert response.streaming
    with CaptureQueriesContext(connection) as captured:
        assert len(table(response)) == 31
    assert len(captured) == 1
