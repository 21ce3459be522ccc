"""办理情况 as a file for Excel."""

import csv
import io

import pytest
from django.utils import timezone

from portal.testing import make_authority, make_case, make_desk
from questions.stages import answering, assigning, following, referring

pytestmark = pytest.mark.django_db
TABLE = "/questions/accountability/table.csv"


def table(response):
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def refer(reporter):
    desk = make_desk(head=reporter)

    def refer(name):
        case = make_case(
            desk, "楼下的路灯不亮，电话13800000000。", contact={"name": "王芳", "telephone": "13800000000"}
        )
        assigning.claim(case, reporter)
        referring.refer(case, reporter, make_authority(name, ""), "路灯不亮。")
        return case

    return refer


def test_it_has_one_line_for_each_authority_and_every_number_in_its_own_column(client, refer, reporter):
    case = refer("甲局")
    answering.answer_asker(case, reporter, "<p>好了。</p>")
    following.rate(case, True, 5)
    refer("乙局")
    heads, first, second = table(client.get(TABLE))
    month = f"{timezone.localdate():%Y-%m}"
    assert heads[:5] == ["月份", "单位", "收到", "按时答复", "逾期答复"]
    assert first == [month, "甲局", "1", "1", "0", "0", "0", "0", "100", "0.0", "1", "1", "0", "0", "0", "0"]
    assert second == [month, "乙局", "1", "0", "0", "0", "0", "1", "", "", "0", "0", "0", "0", "0", "0"]
    assert len(heads) == len(first)


def test_the_month_is_in_its_name_and_may_be_another(client, refer):
    refer("甲局")
    response = client.get(TABLE, {"month": "2020-02"})
    assert response["Content-Disposition"] == 'attachment; filename="accountability-2020-02.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert len(table(response)) == 1
    now = f"accountability-{timezone.localdate():%Y-%m}.csv"
    assert now in client.get(TABLE, {"month": "../../etc"})["Content-Disposition"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝"])
def test_no_name_is_a_formula(client, refer, start):
    refer(f"{start}HYPERLINK(1)")
    assert table(client.get(TABLE))[1][1] == f"'{start}HYPERLINK(1)"


def test_it_tells_nothing_of_any_citizen_and_sets_no_cookie(client, refer):
    refer("甲局")
    response = client.get(TABLE)
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    text = str(table(response))
    assert "13800000000" not in text
    assert "王芳" not in text
    assert client.post(TABLE).status_code == 405
