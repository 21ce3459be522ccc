"""办理情况 as readers find it."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from portal.testing import make_authority, make_case, make_desk
from questions.stages import answering, assigning, following, referring

pytestmark = pytest.mark.django_db
PAGE = "/questions/accountability/"
NOW = datetime(2026, 11, 22, 15, tzinfo=ZoneInfo("Asia/Shanghai"))
OCTOBER = datetime(2026, 10, 8, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
MOST_QUERIES = 8


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def fill(reporter, now):
    """Return a function that gives `number` authorities a case each in November, and the first one in October too."""
    desk = make_desk(head=reporter)

    def refer(authority):
        case = make_case(desk)
        assigning.claim(case, reporter)
        referring.refer(case, reporter, authority, "路灯不亮。")
        return case

    def fill(number):
        authorities = [make_authority(f"第{n}局", "", short_name=f"{n}局", slug=f"ju-{n}") for n in range(number)]
        now.move_to(OCTOBER)
        refer(authorities[0])
        now.move_to(NOW)
        return [refer(authority) for authority in authorities]

    return fill


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_it_shows_the_current_month_and_leads_to_the_one_before(client, fill):
    fill(2)
    page = client.get(PAGE).content.decode()
    assert '<h2 id="month">2026年11月</h2>' in page
    assert f'rel="prev" href="{PAGE}?month=2026-10"' in page
    assert 'rel="next"' not in page
    assert "截至" in page


def test_a_month_of_the_past_can_be_asked_for_and_is_the_first(client, fill):
    fill(2)
    page = client.get(PAGE, {"month": "2026-10"}).content.decode()
    assert '<h2 id="month">2026年10月</h2>' in page
    assert page.count('<th scope="row"><a href="/questions/?authority=') == 1
    assert f'rel="next" href="{PAGE}?month=2026-11"' in page
    assert 'rel="prev"' not in page
    assert "本月还没有过完" not in page


@pytest.mark.parametrize(
    "month", ["abc", "2026-13", "2026-1", "1999-12", "9999-12", "0001-01", "2026-11-01", "２０２６-11"]
)
def test_a_month_that_is_none_is_said_to_be_none_and_the_current_one_is_shown(client, fill, month):
    fill(1)
    response = client.get(PAGE, {"month": month})
    assert "网址里的月份认不出来" in response.content.decode()
    assert '<h2 id="month">2026年11月</h2>' in response.content.decode()


@pytest.mark.parametrize(
    ("month", "other"), [("2026-12", "2026-11"), ("2099-12", "2026-11"), ("2026-09", "2026-10"), ("2000-01", "2026-10")]
)
def test_a_month_without_figures_says_so_and_leads_back(client, fill, month, other):
    fill(1)
    page = client.get(PAGE, {"month": month}).content.decode()
    assert 'class="empty"' in page
    assert "<table" not in page
    assert re.findall(r'rel="(?:prev|next)" href="([^"]+)"', page) == [f"{PAGE}?month={other}"]


def test_before_the_first_question_it_is_empty_and_leads_nowhere(client):
    page = client.get(PAGE).content.decode()
    assert 'class="empty"' in page
    assert 'rel="prev"' not in page
    assert "怎样算的" in page


def test_each_authority_leads_to_its_public_answers(client, fill):
    fill(2)
    assert '<a href="/questions/?authority=ju-1">1局</a>' in client.get(PAGE).content.decode()


def test_what_askers_said_is_shown_with_how_many_said_it(client, fill, reporter):
    cases = fill(2)
    for case, solved in zip(cases, (True, False), strict=True):
        answering.answer_asker(case, reporter, "<p>好了。</p>")
        following.rate(case, solved, 4)
    assert "2人评价，1人说已解决" in text_of(client.get(PAGE))


def test_silence_is_shown_as_silence(client, fill, reporter):
    answering.answer_asker(fill(1)[0], reporter, "<p>好了。</p>")
    assert "尚无人评价" in text_of(client.get(PAGE))


def test_the_trend_is_a_table_with_bars_that_need_not_be_read(client, fill):
    fill(3)
    page = client.get(PAGE).content.decode()
    trend = page[page.index('class="trend"') :]
    assert trend.count('<th scope="row">') == 2
    assert all('aria-hidden="true"' in svg for svg in re.findall(r"<svg[^>]*>", trend))
    assert re.findall(r'<rect class="bar-unanswered" x="0" width="1000"', trend)


@pytest.mark.parametrize("number", [1, 18])
@pytest.mark.parametrize("edition", ["", "/elder"])
def test_it_asks_few_queries_and_sets_no_cookie(client, fill, django_assert_max_num_queries, number, edition):
    fill(number)
    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(edition + PAGE)
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert "style=" not in response.content.decode()


def test_the_month_goes_along_to_the_other_edition_and_into_the_canonical_address(client, fill, settings):
    fill(1)
    page = client.get(PAGE, {"month": "2026-10"}).content.decode()
    assert f'<link rel="canonical" href="{settings.SITE_URL}{PAGE}?month=2026-10">' in page
    assert f'href="/elder{PAGE}?month=2026-10"' in page
    assert (
        f'<link rel="canonical" href="{settings.SITE_URL}{PAGE}">'
        in client.get(PAGE, {"month": "2026-11"}).content.decode()
    )


@pytest.mark.django_db(databases=[])
def test_it_can_only_be_read(client):
    assert client.post(PAGE).status_code == 405


def test_what_is_nought_is_marked_so_that_cards_leave_it_out(client, fill):
    fill(1)
    page = client.get(PAGE).content.decode()
    assert '<td data-label="收到">1</td>' in page
    assert '<td data-label="按时答复" class="nil">0</td>' in page
