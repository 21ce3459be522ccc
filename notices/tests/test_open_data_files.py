"""The files of the open data as files: read in batches, sent as they are read, kept by any cache."""

import json
from datetime import date

import pytest

from notices.open_data import rows
from portal.testing import make_authority, make_kind, make_notice, make_place

from .data_files import JSON, TABLE, listed, table

pytestmark = pytest.mark.django_db
FILES = pytest.mark.parametrize("path", [TABLE, JSON])


@FILES
def test_a_year_is_that_of_the_date_of_issue(client, path):
    for day in ("2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"):
        make_notice(f"于{day}", issued_on=date.fromisoformat(day))
    text = b"".join(client.get(path, {"year": "2026"})).decode()
    assert [day for day in ("2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01") if f"于{day}" in text] == [
        "2026-01-01", "2026-12-31",
    ]  # fmt: skip
    assert client.get(path, {"year": "1999"}).status_code == 200
    assert client.get(TABLE, {"year": "2026"})["Content-Disposition"] == 'attachment; filename="notices-2026.csv"'


@pytest.mark.django_db(databases=[])
@FILES
@pytest.mark.parametrize("year", ["26", "２０２６", "2０26", "2026-11", "0000", "99999", "' OR 1=1", "2026\n"])
def test_a_year_that_is_none_is_refused_with_a_sentence(client, path, year):
    response = client.get(path, {"year": year})
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == "年份请写成四位数字，例如 ?year=2026；要全部年份，请去掉这一项。"


@FILES
@pytest.mark.parametrize("number", [0, 1, 4, 5, 9])
def test_it_is_read_in_batches_each_for_three_queries(client, monkeypatch, django_assert_num_queries, path, number):
    monkeypatch.setattr(rows, "BATCH", 4)
    for index in range(number):
        make_notice(f"第{index}份", places=[make_place(f"{index}区")])
    batches = -(-number // 4)
    besides = 1 + 1 + 3  # the places, a batch that is empty, and three for when it changes
    with django_assert_num_queries(3 * batches + besides):
        text = b"".join(client.get(path)).decode()
    assert [index for index in range(number) if f"第{index}份" in text] == list(range(number))
    assert path == TABLE or len(json.loads(text)["notices"]) == number


def test_the_first_rows_leave_before_the_last_are_read(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(rows, "BATCH", 2)
    for index in range(6):
        make_notice(f"第{index}份")
    stream = client.get(JSON).streaming_content
    with django_assert_num_queries(4):
        assert "第0份" in (next(stream) + next(stream)).decode()


def test_whatever_is_typed_the_json_is_json_and_no_cell_is_a_formula(client):
    title = '=HYPERLINK("http://x")\\\u2028</script>'
    make_notice(title, authority=make_authority('"引号"\\局'), kind=make_kind("＝种类"))
    assert (listed(client)[0]["title"], listed(client)[0]["authority"]) == (title, '"引号"\\局')
    assert (table(client)[0]["标题"], table(client)[0]["种类"]) == (f"'{title}", "'＝种类")


@FILES
@pytest.mark.parametrize("edition", ["", "/elder"])
def test_it_is_public_sets_no_cookie_and_knows_one_address(client, path, edition):
    make_notice()
    response = client.get(edition + path)
    assert response["Content-Type"] == {TABLE: "text/csv; charset=utf-8", JSON: "application/json"}[path]
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert "/elder" not in b"".join(response).decode()
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
