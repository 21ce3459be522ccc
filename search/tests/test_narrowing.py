"""Results are narrowed by what they are, where, whose and when; the numbers tell what a choice leads to."""

import re
from datetime import datetime
from html import unescape

import pytest
from django.utils import timezone

from directory.models import Place
from portal.testing import make_answer, make_article, make_authority, make_column, make_notice, make_place
from search.pages.facets import MOST, SHOWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    return lambda **asked: client.get("/search/", {"q": "候车亭", **asked}).content.decode()


def headlines(text):
    return {unescape(re.sub("<[^>]+>", "", one)) for one in re.findall(r'<h3 class="headline">(.*?)</h3>', text)}


def choices(text):
    """{label of a facet: {value: (number, address)}} as the page offers them."""
    found = {}
    for name, label in re.findall(r'<h3 id="by-(\w+)">(.*?)</h3>', text):
        lists = re.findall(rf'<ul aria-labelledby="by-{name}">(.*?)</ul>', text, re.DOTALL)
        rows = re.findall(r'<a href="([^"]+)" rel="nofollow">(.*?) <span>(\d+)条</span></a>', "".join(lists))
        found[label] = {value: (int(number), unescape(address)) for address, value, number in rows}
    return found


def numbers(text):
    return {label: {value: number for value, (number, _a) in rows.items()} for label, rows in choices(text).items()}


@pytest.fixture
def city():
    """Two articles, an answer and a notice of two districts, two columns, two authorities and two years."""
    district = make_place("禾东区")
    estate = make_place("桃花新村", Place.Kind.STREET, parent=district)
    other = make_place("禾西区")
    water, power = make_authority("市自来水公司"), make_authority("市供电公司", number="5550131")
    last_year = timezone.make_aware(datetime(timezone.localdate().year - 1, 5, 1))
    news, talk = make_column("要闻"), make_column("话题")
    make_article("候车亭甲", column=news, places=[estate])
    make_article("候车亭乙", column=talk, places=[other], publish_at=last_year)
    make_answer("候车亭丙", places=[district], authority=water)
    make_notice("候车亭丁", places=[estate], authority=power)
    return {"district": district, "estate": estate, "water": water, "news": news, "last_year": last_year.year}


def test_every_value_that_not_all_have_is_offered_with_its_number(page, city):
    year = timezone.localdate().year
    assert numbers(page()) == {
        "类别": {"报道": 2, "答复": 1, "通告": 1},
        "栏目": {"要闻": 1, "话题": 1},
        "地点": {"禾东区": 3, "桃花新村": 2, "禾西区": 1},
        "单位": {"市自来水公司": 1, "市供电公司": 1},
        "年份": {f"{year}年": 3, f"{year - 1}年": 1},
    }


def test_what_all_results_have_is_no_choice(page, city):
    assert "类别" not in choices(page(kind="article"))


def test_each_choice_leads_to_as_many_as_its_number_says(client, page, city):
    for rows in choices(page()).values():
        for value, (number, address) in rows.items():
            assert f"找到{number}条" in client.get(f"/search/{address}").content.decode(), value


def test_a_place_stands_for_all_that_lies_in_it(page, city):
    assert headlines(page(place=city["district"].pk)) == {"候车亭甲", "候车亭丙", "候车亭丁"}
    assert numbers(page(place=city["district"].pk))["地点"] == {"桃花新村": 2}


def test_several_conditions_hold_together(page, city):
    assert headlines(page(kind="article", place=city["estate"].pk)) == {"候车亭甲"}
    assert headlines(page(kind="article", year=city["last_year"])) == {"候车亭乙"}
    assert headlines(page(authority=city["water"].pk, place=city["district"].pk)) == {"候车亭丙"}
    assert headlines(page(column=city["news"].pk, year=city["last_year"])) == set()


def test_what_is_chosen_can_be_left_out_alone_or_with_the_rest(page, city):
    text = page(kind="article", place=city["estate"].pk, sort="date")
    chips = re.findall(r'href="([^"]+)" aria-label="去掉 ([^"]+)"', text)
    words = "?q=%E5%80%99%E8%BD%A6%E4%BA%AD"
    place = f"place={city['estate'].pk}"
    assert {label: unescape(address) for address, label in chips} == {
        "类别：报道": f"{words}&{place}&sort=date",
        "地点：桃花新村": f"{words}&kind=article&sort=date",
    }
    assert f'href="{words}&amp;sort=date">全部去掉' in text


@pytest.mark.parametrize("facet", ["kind", "column", "place", "authority"])
@pytest.mark.parametrize("value", ["nowhere", "0", "-1", "007", "999999", "9" * 30, '"', "１２", "a b", "1 OR 1"])
def test_what_there_is_not_finds_nothing_and_that_is_said(page, city, facet, value):
    text = page(**{facet: value})
    assert "网址里写的筛选条件本站没有" in text
    assert "去掉条件，重新搜索" in text
    assert not headlines(text)


def test_a_condition_under_which_nothing_is_found_is_named_and_can_be_left_out(page, city):
    text = page(year="1999")
    assert "在所选范围内没有找到“候车亭”" in text
    assert "年份：1999年" in text
    assert "本站没有" not in text


def test_what_is_found_by_its_parts_can_be_narrowed_too(client):
    make_article("老旧小区装电梯")
    make_answer("老旧小区怎么装电梯？")
    narrower = choices(client.get("/search/", {"q": "老旧小区电梯"}).content.decode())["类别"]
    assert len(narrower) == 2
    for number, address in narrower.values():
        text = client.get(f"/search/{address}").content.decode()
        assert f"找到{number}条" in text
        assert "没有一篇完整写有“老旧小区电梯”" in text


def test_the_most_frequent_are_shown_and_the_rest_on_demand(page):
    for number in range(MOST + 3):
        make_article(f"候车亭{number}", places=[make_place(f"第{number}区")])
    text = page()
    assert len(choices(text)["地点"]) == MOST
    shown = text[text.index('id="by-place"') :].partition("<details>")[0]
    assert shown.count('rel="nofollow"') == SHOWN
    assert f"还有{MOST - SHOWN}项" in text
