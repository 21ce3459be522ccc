"""Dates and weekdays. The paper comes out on Sunday, 22 November 2026."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from editorial.preflight.dates import WrongDates

from .reading import SUNDAY, messages

CHECK = WrongDates()
RIGHT = "2026年11月22日是星期日"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("将于2026年11月22日（星期六）停水。", "2026年11月22日（星期六）"),
        ("11月22日 周六", "11月22日 周六"),
        ("11月22日(星期一)起施工", "11月22日(星期一)"),
        ("11月22日星期一上午", "11月22日星期一"),
        ("11月22日，礼拜五，停电", "11月22日，礼拜五"),
        ("11 月 22 日（周五）", "11 月 22 日（周五）"),
        ("１１月２２日（周五）", "11月22日（周五）"),
        ("11月22号周五晚上", "11月22号周五"),
        ("今年11月22日（周五）", "11月22日（周五）"),
        ("11月22日（农历十月十四，周五）", "11月22日（农历十月十四，周五）"),
        ("11月22日（周五）至24日停水", "11月22日（周五）"),
        ("11月22日（周五下午2点）", "11月22日（周五"),
        ("11月22日（周五，雨天顺延）", "11月22日（周五"),
        ("11月22日周一举行", "11月22日周一"),
        ("11月22日（周一）一早", "11月22日（周一）"),
    ],
)
def test_a_wrong_weekday_is_told_with_the_right_one(text, written):
    assert messages(CHECK, text) == [f"“正文”中的“{written}”星期有误：{RIGHT}。"]


@pytest.mark.parametrize(
    "text",
    [
        "将于2026年11月22日（星期日）停水。",
        "11月22日（星期天）、11月23日（周一）",
        "11月22日 周日",
        "2019年11月22日（周五）",
        "去年11月22日（周六）",
        "2019年他退休，11月22日（周五）办了手续。",
        "当年11月22日（周五）",
        "98年11月22日（周五）",
        "11月22日至24日（周日至周二）",
        "11月22日至11月24日（周日至周二）",
        "11月22日—24日（周二）",
        "11月21日、22日（周六、周日）",
        "11月21日、11月22日（周六、周日）",
        "11月21日（周六、周日）",
        "11月21日周六、周日两天",
        "11月22日（周六日照常）、11月22日，周六周日照常",
        "11月22日，周六、周日照常开放",
        "11月16日至11月22日（周一，节假日休馆）",
        "展览持续到11月22日（周一休馆）",
        "11月22日（本周六除外）",
        "11月22日（上周六通知）",
        "11月22日（每周六）",
        "11月22日，周一鸣告诉记者",
        "农历11月22日（周五）",
        "11月22日上午，周六的课照常。",
        "每周五（11月22日起）",
        "11月22日到访的星期五餐厅",
        "11月22日电",
        "11月22号楼（周五巡检）",
    ],
)
def test_what_is_right_or_cannot_be_known_is_left_alone(text):
    assert messages(CHECK, text) == []


def test_without_a_year_the_nearest_day_is_meant():
    new_year = datetime(2026, 12, 30, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert messages(CHECK, "1月1日（周五）", publish_at=new_year) == []
    assert messages(CHECK, "1月1日（周四）", publish_at=new_year) == [
        "“正文”中的“1月1日（周四）”星期有误：2027年1月1日是星期五。"
    ]
    assert messages(CHECK, "12月31日（周四）", publish_at=new_year.replace(month=1, year=2027)) == []


def test_a_day_half_a_year_away_may_be_the_last_one_or_the_next():
    assert messages(CHECK, "5月1日（周五）至5日放假", publish_at=SUNDAY) == []  # 2026
    assert messages(CHECK, "5月1日（周六）至5日放假", publish_at=SUNDAY) == []  # 2027
    assert len(messages(CHECK, "5月1日（周四）至5日放假", publish_at=SUNDAY)) == 1


def test_the_day_is_the_citys_and_not_greenwichs():
    early = datetime(2026, 11, 21, 17, 0, tzinfo=ZoneInfo("UTC"))  # the 22nd in the city, half a year before 2027-05-23
    assert messages(CHECK, "5月23日（周三）", publish_at=early)[0].endswith("2027年5月23日是星期日。")


@pytest.mark.parametrize("text", ["2月30日", "2026年2月29日", "11月31日（周二）", "13月5日", "6月0日", "4月31号前"])
def test_a_day_that_is_not_in_the_calendar_is_told(text):
    (message,) = messages(CHECK, f"工程将于{text}完成。")
    assert message.endswith("有误：没有这一天。")


@pytest.mark.parametrize(
    "text",
    ["2月29日", "2024年2月29日", "12月31日", "农历2月30日", "10月32号楼开工", "3个月30天"],
)
def test_days_that_there_are_are_left_alone(text):
    assert messages(CHECK, f"从{text}开始") == []


def test_a_date_is_not_read_over_the_end_of_a_paragraph():
    assert messages(CHECK, "<p>11月22日</p><p>周五</p>", is_html=True) == []
    assert len(messages(CHECK, "<p>11月<strong>22日</strong>&#xFF08;周五）</p>", is_html=True)) == 1
