"""The table of holidays: what was entered for three years, and the desk where the newsroom keeps it."""

from datetime import date, timedelta

import chinese_calendar
import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from dates.working_time import SATURDAY
from questions.models import SpecialDay
from questions.special_days import enter, special_days

# 全国年节及纪念日放假办法, article 2: how many days off each holiday has.
LAW = {"元旦": 1, "春节": 4, "清明节": 1, "劳动节": 2, "端午节": 1, "中秋节": 1, "国庆节": 3}

# Who keeps the package `chinesecalendar` has read the same notices of the State Council.
YEARS_OF_BOTH = sorted(
    {day.year for day, _name, _is_working in special_days()} & {day.year for day in chinese_calendar.holidays}
)


@pytest.fixture
def table(db):
    enter(SpecialDay)


@pytest.fixture
def desk(client, db):
    client.force_login(get_user_model().objects.create_superuser("owner"))
    return client


def test_each_date_is_in_the_table_once():
    dates = [day for day, _name, _is_working in special_days()]
    assert len(dates) == len(set(dates)) == 91


def test_every_make_up_day_is_a_saturday_or_a_sunday():
    make_up = [day for day, _name, is_working in special_days() if is_working]
    assert len(make_up) == 11
    assert all(day.weekday() >= 5 for day in make_up)


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_every_year_has_the_thirteen_days_of_the_law_and_what_lies_in_lieu(year):
    free = [name for day, name, is_working in special_days() if day.year == year and not is_working]
    for holiday, days in LAW.items():
        assert sum(holiday in name for name in free) >= days


def test_where_no_weekend_is_worked_every_day_of_the_law_takes_one_working_day():
    free = [day for day, _name, is_working in special_days() if day.year == 2027 and not is_working]
    assert sum(day.weekday() < 5 for day in free) == sum(LAW.values()) == 13


def test_another_table_knows_the_years_that_have_been_announced():
    assert YEARS_OF_BOTH[:2] == [2025, 2026]


@pytest.mark.parametrize("year", YEARS_OF_BOTH)
def test_another_table_names_the_same_working_days(year):
    ours = {day: is_working for day, _name, is_working in special_days()}
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    days = [first + timedelta(days=number) for number in range((after - first).days)]
    differing = [day for day in days if ours.get(day, day.weekday() < SATURDAY) != chinese_calendar.is_workday(day)]
    assert differing == []


def test_a_make_up_day_on_a_weekday_is_refused_in_words():
    with pytest.raises(ValidationError, match="周六或周日"):
        SpecialDay(date=date(2025, 10, 9), name="国庆节", is_working=True).full_clean(validate_unique=False)
    SpecialDay(date=date(2025, 10, 11), name="国庆节", is_working=True).full_clean(validate_unique=False)


def test_the_desk_lists_the_days_by_year_with_their_weekday(desk, table):
    page = desk.get("/admin/questions/specialday/?date__year=2025").content.decode()
    assert "2025年9月28日" in page
    assert "星期日" in page
    assert "上班" in page
    assert "2026年1月1日" not in page


@pytest.fixture
def december():
    with time_machine.travel("2026-12-01T10:00:00+08:00"):
        yield


def test_the_desk_says_which_years_make_up_days_nobody_has_entered(december, desk, table):
    assert "2027年的调休上班日还没有录入" in desk.get("/admin/questions/specialday/").content.decode()
    SpecialDay.objects.create(date=date(2027, 2, 14), name="春节", is_working=True)
    assert "还没有录入" not in desk.get("/admin/questions/specialday/").content.decode()


def test_a_day_is_entered_once(desk, table):
    assert desk.post("/admin/questions/specialday/add/", {"date": "2028-01-01", "name": "元旦"}).status_code == 302
    sent = {"date": "2025-10-01", "name": "国庆节"}
    page = desk.post("/admin/questions/specialday/add/", sent)
    assert page.status_code == 200
    assert SpecialDay.objects.filter(date="2025-10-01").count() == 1


def test_only_those_who_may_keep_the_table_reach_it(client, reporter):
    client.force_login(reporter)
    assert client.get("/admin/questions/specialday/").status_code == 403
