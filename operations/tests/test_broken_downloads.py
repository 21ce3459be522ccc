"""A download during which the database goes: whoever has the file sees that it is not whole; the log has one line."""

import csv
import json
import logging

import psycopg
import pytest
from django.db import OperationalError
from django.http import FileResponse, StreamingHttpResponse

from notices.open_data import files
from operations.outages import outage_lines
from operations.outages.outage_middleware import OutageMiddleware
from spreadsheet.download import spreadsheet

BROKEN = "下载到这里断了，这份文件不完整，请重新下载。"


@pytest.fixture(autouse=True)
def _no_outage():
    outage_lines.forget()


def rows_until(error):
    yield ["第一行", 1]
    yield ["第二行", 2]
    raise error


def away():
    error = OperationalError("terminating connection")
    error.__cause__ = psycopg.errors.AdminShutdown("terminating connection")
    return error


def sent(response):
    return b"".join(OutageMiddleware(lambda request: response)(None)).decode("utf-8-sig")


def test_a_table_says_in_its_last_line_that_it_is_not_whole(caplog):
    lines = list(csv.reader(sent(spreadsheet("record.csv", ["名称", "数"], rows_until(away()))).splitlines()))
    assert lines == [["名称", "数"], ["第一行", "1"], ["第二行", "2"], [BROKEN]]
    (line,) = caplog.messages
    assert "database is away" in line
    assert not caplog.records[0].exc_info


def test_json_lacks_its_end(monkeypatch, caplog):
    monkeypatch.setattr(files, "in_batches", lambda notices, now: rows_until(away()))
    monkeypatch.setattr(files, "FIELDS", ())
    text = sent(files.as_json(None))
    assert text.count("{}") == 2
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)
    assert len(caplog.messages) == 1


def test_a_fault_of_ours_is_said_in_the_table_and_raised(caplog):
    response, told = spreadsheet("record.csv", ["名称"], rows_until(KeyError())), []
    with pytest.raises(KeyError):
        told.extend(OutageMiddleware(lambda request: response)(None))
    assert told[-1].decode().strip() == BROKEN
    assert not caplog.messages


def test_a_whole_download_and_a_file_are_sent_as_they_are(caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    assert BROKEN not in sent(spreadsheet("record.csv", ["名称"], [["甲"]]))
    assert sent(StreamingHttpResponse(["甲", "乙"])) == "甲乙"
    file = tmp_path / "甲.pdf"
    file.write_text("乙")
    response = FileResponse(file.open("rb"))
    assert OutageMiddleware(lambda request: response)(None).file_to_stream
    assert sent(response) == "乙"
