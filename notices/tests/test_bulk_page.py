"""The pages of bulk entry: who may, what they show, and that nothing is made before it was looked at."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from notices.bulk.columns import COLUMNS
from notices.bulk.reading import read
from notices.models import Kind, Notice, Sheet
from portal.testing import make_notice

from .sheets import BULK, ROW, book_of, bytes_of, csv_of, make_city, sheet_of, upload_of

pytestmark = pytest.mark.django_db
ENTERING = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer"}


@pytest.fixture
def clerk(as_person, reporter):
    make_city()
    return as_person(reporter)


def send(client, *rows, content=None, name="通知.csv"):
    return client.post(BULK, {"file": upload_of(content or csv_of(*rows), name)}, follow=True)


def test_only_those_who_may_add_notices_come_in(cast, as_person):
    make_city()
    addresses = [BULK, f"{BULK}template.csv", f"{BULK}template.xlsx"]
    for name, person in cast.items():
        client = as_person(person)
        statuses = [client.get(address).status_code for address in addresses]
        statuses.append(client.post(BULK, {"file": upload_of(csv_of(ROW))}).status_code)
        if name in ENTERING:
            assert statuses == [200, 200, 200, 302]
        else:
            assert set(statuses) <= {302, 403}, name
    assert Sheet.objects.count() == len(ENTERING)


def test_a_sheet_opens_to_nobody_but_who_sent_it(cast, as_person):
    make_city()
    sheet = sheet_of(cast["reporter"], ROW)
    address = f"{BULK}{sheet.pk}/"
    for name, person in cast.items():
        client = as_person(person)
        statuses = {client.get(address).status_code, client.post(address).status_code}
        if name == "reporter":
            assert statuses == {200, 302}
        else:
            assert statuses <= ({404} if name in ENTERING else {302, 403}), name
    assert Notice.objects.count() == 1
    assert as_person(cast["reporter"]).get(f"{BULK}99999999999999999999999/").status_code == 404


def test_other_methods_are_refused(clerk, reporter):
    assert clerk.put(BULK).status_code == 405
    assert clerk.delete(f"{BULK}{sheet_of(reporter, ROW).pk}/").status_code == 405
    assert clerk.post(f"{BULK}template.csv").status_code == 405
    assert clerk.get(f"{BULK}template.exe").status_code == 404


def test_the_preview_shows_every_draft_and_makes_none(clerk):
    full = {
        **ROW,
        "生效时刻": "22:00",
        "截止日期": "2026-12-01",
        "截止时刻": "6:00",
        "地点": "桃花新村",
        "级别": "紧急",
    }
    response = send(clerk, full, {**ROW, "标题": "全市<停水>"})
    page = response.content.decode()
    for words in (
        ROW["标题"], "停水 · 紧急", "市自来水公司", "禾东区 › 梧桐街道 › 梧桐里社区 › 桃花新村", "22:00", "6:00",
        "全市&lt;停水&gt;", "全部做成草稿（2条）",
    ):  # fmt: skip
        assert words in page
    assert not Notice.objects.exists()


def test_mistakes_are_told_by_line_and_column_and_there_is_no_button(clerk):
    page = send(clerk, ROW, {**ROW, "标题": "另一条", "种类": "停<网>"}).content.decode()
    for words in (
        "有1行要改",
        '<th scope="row" data-head="行">3</th>',
        "种类",
        "停&lt;网&gt;",
        "没有这个种类。现有：停水",
    ):
        assert words in page
    assert "全部做成草稿" not in page
    assert 'type="file"' in page
    assert "没有问题的行" in page


def test_a_file_that_cannot_be_read_is_told_on_the_form_and_keeps_nothing(clerk):
    response = send(clerk, content="标题,范围\n停水,全市".encode())
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>错误" in page
    assert "范围" in page
    assert "缺少这些列" in page
    assert send(clerk, content=b" ").status_code == 422
    assert clerk.post(BULK).status_code == clerk.post(BULK, {"file": "no file"}).status_code == 422
    assert clerk.post(BULK, {"file": upload_of(b"")}).status_code == 422
    assert not Sheet.objects.exists()


def test_what_was_not_read_of_a_workbook_is_told_above_the_preview(clerk):
    book = book_of(ROW)
    book.create_sheet("十二月")["A1"] = "停电"
    page = send(clerk, content=bytes_of(book), name="通知.xlsx").content.decode()
    assert "十二月" in page
    assert "将做成1条草稿" in page


def test_what_may_be_there_already_is_a_remark_and_stops_nobody(clerk, reporter):
    row = {**ROW, "文号": "青水〔2026〕15号", "地点": "桃花新村", "生效日期": "2036-11-30"}
    public = make_notice("梧桐停水", document_number="青水〔2026〕15号")
    make_notice(ROW["标题"], author=reporter, state="draft", effective_from=date(2036, 11, 30))
    page = send(clerk, row, row).content.decode()
    for words in ("已有标题和生效日期相同的草稿", "文号与第2行相同", "标题和生效日期与第2行相同"):
        assert words in page
    assert page.count("这个单位已经有同一文号的通告") == page.count("同一种类、同一地点和时段已经有通告") == 2
    assert page.count(public.index_number) == 4
    assert "其中2条有提示" in page
    assert "全部做成草稿（2条）" in page


def test_the_name_of_the_file_is_cut_and_harmless(clerk):
    send(clerk, ROW, name=f"<b>\u202e{'停' * 200}.csv")
    sheet = Sheet.objects.get()
    assert len(sheet.name) == 120
    assert "\u202e" not in sheet.name
    assert "<b>" not in clerk.get(f"{BULK}{sheet.pk}/").content.decode()


def test_the_upload_page_names_every_column(clerk):
    page = clerk.get(BULK).content.decode()
    for column in COLUMNS:
        assert column.head in page
    assert f"{BULK}template.xlsx" in page


def test_the_list_leads_to_bulk_entry(clerk, as_person, keeper):
    assert f'href="{BULK}"' in clerk.get("/admin/notices/notice/").content.decode()
    assert BULK not in as_person(keeper).get("/admin/notices/notice/").content.decode()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_is_what_reading_takes_and_its_examples_are_never_made(clerk, ending):
    response = clerk.get(f"{BULK}template.{ending}")
    assert "attachment" in response["Content-Disposition"]
    table = read(upload_of(response.content))
    assert [row["line"] for row in table.rows] == [2, 3]
    assert table.remarks == []
    page = send(clerk, content=response.content, name=f"模板.{ending}").content.decode()
    assert page.count("这是模板里的示例行") == 2


def test_the_template_keeps_days_as_text_and_offers_the_kinds(clerk):
    Kind.objects.create(name="停电")
    sheet = load_workbook(BytesIO(clerk.get(f"{BULK}template.xlsx").content)).active
    assert {cell.number_format for cell in sheet["G"]} == {"@"}
    assert '"停水,停电"' in [offer.formula1 for offer in sheet.data_validations.dataValidation]
    [heads, *_rows] = csv.reader(StringIO(clerk.get(f"{BULK}template.csv").content.decode("utf-8-sig")))
    assert heads == [column.head for column in COLUMNS]
