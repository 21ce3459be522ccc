"""The page of results: what a line says, how it was found, and what is said where nothing was."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from articles.models import Article
from editorial.bringing_in import bring_in
from portal.testing import make_answer, make_article, make_desk, make_notice, make_topic
from portal.tests.public_site import EDITIONS

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def page(client):
    """Return a function that fetches the page of results for what is asked, as text."""
    return lambda typed=None, **asked: client.get(
        "/search/", {"q": typed, **asked} if typed else asked
    ).content.decode()


def lines(text):
    """The lines of results, each without its tags."""
    found = re.findall(r'<article class="search-line">(.*?)</article>', text, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", line)).split()) for line in found]


def headlines(text):
    return [unescape(re.sub("<[^>]+>", "", one)) for one in re.findall(r'<h3 class="headline">(.*?)</h3>', text)]


def test_a_line_says_what_it_is_when_it_was_published_and_where_the_words_stand(page):
    moment = timezone.make_aware(timezone.datetime(2026, 3, 5, 12))
    article = make_article("候车亭换新", body="<p>本报讯　望河路的候车亭昨日换新。</p>", publish_at=moment)
    text = page("候车亭")
    assert f'<a href="{article.get_absolute_url()}"><mark>候车亭</mark>换新</a>' in text
    assert "望河路的<mark>候车亭</mark>昨日换新" in text
    (line,) = lines(text)
    assert line.endswith("报道 2026年3月5日")
    assert "找到1条" in text
    assert "<title>“候车亭”的搜索结果 - 青禾晚报</title>" in text


def test_quotation_marks_count_as_nothing_and_the_word_is_marked_with_them(page):
    make_answer("去哪里办“小绿”卡？")
    assert "去哪里办“<mark>小绿”卡</mark>？" in page("小绿卡")


def test_what_looks_like_html_stays_text(page):
    make_article("<script>alert(1)</script>与&amp;候车亭", summary="<b>候车亭</b>")
    text = page("候车亭")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;与&amp;amp;<mark>候车亭</mark>" in text
    assert "&lt;b&gt;<mark>候车亭</mark>&lt;/b&gt;" in text
    assert "<script>alert" not in text
    assert "<script>x" not in page("<script>x")


def test_what_has_a_period_says_whether_it_holds(page):
    today = timezone.localdate()
    make_notice("候车亭将来停用", effective_from=today + DAY)
    make_notice("候车亭现在停用")
    make_notice("候车亭从前停用", effective_from=today - 3 * DAY, effective_until=today - DAY)
    repealed = make_notice("候车亭不再停用")
    make_notice("解除的通告", follows=repealed, relation="repeals")
    make_article("候车亭换新")
    said = {re.search(r"候车亭\w\w", line)[0]: line for line in lines(page("候车亭"))}
    assert "即将生效" in said["候车亭将来"]
    assert "生效中" in said["候车亭现在"]
    assert "已失效" in said["候车亭从前"]
    assert "已废止" in said["候车亭不再"]
    assert not re.search("生效|失效|废止", said["候车亭换新"])


def test_the_status_changes_with_the_second(page, time_machine):
    noon = timezone.make_aware(timezone.datetime(2026, 11, 22, 12))
    time_machine.move_to(noon - 2 * HOUR, tick=False)
    make_notice("候车亭停用", effective_from=noon.date(), effective_from_time=noon.time())
    time_machine.move_to(noon - timedelta(seconds=1), tick=False)
    assert "即将生效" in lines(page("候车亭"))[0]
    time_machine.move_to(noon, tick=False)
    assert "生效中" in lines(page("候车亭"))[0]


def test_headlines_stand_before_texts_standing_pages_first_and_what_is_over_last(page):
    today, now = timezone.localdate(), timezone.now()
    make_notice("候车亭停用三天", effective_from=today - 3 * DAY, effective_until=today - DAY)
    make_article("只在文中", body="<p>候车亭在文中。</p>")
    make_article("旧的候车亭", publish_at=now - 9 * DAY)
    make_article("新的候车亭", publish_at=now - DAY)
    make_topic("候车亭专题", articles=[make_article("另一篇", publish_at=now - 20 * DAY)])
    expected = ["候车亭专题", "新的候车亭", "旧的候车亭", "只在文中", "候车亭停用三天"]
    assert headlines(page("候车亭")) == expected


def test_by_date_the_newest_stands_first_wherever_the_word_stands(page):
    now = timezone.now()
    make_article("只在文中", body="<p>候车亭在文中。</p>", publish_at=now - HOUR)
    make_article("旧的候车亭", publish_at=now - 9 * DAY)
    make_article("新的候车亭", publish_at=now - DAY)
    text = page("候车亭", sort="date")
    assert headlines(text) == ["只在文中", "新的候车亭", "旧的候车亭"]
    assert re.search(r'<a href="\?q=[^"]*" aria-current="true">按日期', text)


def test_what_is_found_by_its_parts_says_so(page):
    make_article("老旧小区装电梯")
    text = page("老旧小区电梯")
    assert "没有一篇完整写有“老旧小区电梯”，下面这些分别写到了“老旧小区”“电梯”" in text
    assert "<mark>老旧小区</mark>装<mark>电梯</mark>" in text


def test_what_is_found_by_its_sound_says_so_and_marks_what_sounds_so(page):
    make_article("老楼装电梯")
    text = page("dianti")
    assert "按拼音查" in text
    assert "老楼装<mark>电梯</mark>" in text


@pytest.mark.parametrize("typed", ["“老旧小区电梯”", '"dianti"'])
def test_what_is_quoted_is_taken_for_nothing_else(page, typed):
    make_article("老旧小区装电梯")
    text = page(typed)
    assert not lines(text)
    assert f"没有找到“{typed[1:-1]}”" in text


def test_where_nothing_is_found_what_sounds_the_same_is_offered_and_what_to_do(page):
    make_article("老楼装电梯")
    text = page("电题")
    assert "没有找到“电题”" in text
    assert re.search(
        r'您要找的是不是：</p>\s*<ul class="search-alike"><li><a class="button" href="\?q=%E7%94%B5%E6%A2%AF">电梯</a>',
        text,
    )
    assert 'href="/questions/desks/"' in text
    assert "5550100" in text
    assert "search-line" not in text


def test_without_words_the_page_tells_how_to_search(page):
    for text in (page(), page(" ")):
        assert "怎么搜" in text
        assert "没有找到" not in text
        assert 'class="empty"' not in text
        assert text.count('role="search"') == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("梯", "请至少输入两个字"),
        ("-电梯", "请同时写上要找的字词"),
        ("？！", "没有可以查找的字词"),
        ("梯 候车亭", "单个的字几乎篇篇都有，没有用来查找：“梯”"),
        ("候车亭" * 50, "一次查不了这么多，只查了：“候车亭"),
    ],
)
def test_what_is_left_out_is_said(page, typed, said):
    make_article("候车亭换新")
    assert said in page(typed)


def test_more_than_a_thousand_are_not_claimed_to_be_all(page, monkeypatch):
    monkeypatch.setattr("search.core.finding.MOST", 3)
    for number in range(3):
        make_article(f"候车亭{number}")
    assert "结果超过3条，只列出前3条" in page("候车亭")
    monkeypatch.setattr("search.core.finding.MOST", 4)
    assert "找到3条" in page("候车亭")


def test_twenty_stand_on_a_page_and_the_numbers_keep_what_was_asked(page):
    for number in range(21):
        make_article(f"候车亭{number}")
    first, second = page("候车亭", kind="article", sort="date"), page("候车亭", kind="article", sort="date", page=2)
    assert (len(lines(first)), len(lines(second))) == (20, 1)
    assert "找到21条" in second
    kept = "?q=%E5%80%99%E8%BD%A6%E4%BA%AD&amp;kind=article&amp;sort=date&amp;page="
    assert f'href="{kept}2"' in first
    assert f'href="{kept}1"' in second
    assert '<ol class="search-lines" start="21">' in second


def test_something_is_found_the_second_it_is_live_and_not_the_second_it_is_withdrawn(page, time_machine):
    moment = timezone.now().replace(microsecond=0) + HOUR
    article = make_article("候车亭换新", publish_at=moment)
    time_machine.move_to(moment - timedelta(microseconds=1), tick=False)
    assert not lines(page("候车亭"))
    time_machine.move_to(moment, tick=False)
    assert len(lines(page("候车亭"))) == 1
    article.state, article.withdrawn_at, article.withdrawn_reason = Article.State.WITHDRAWN, moment, "有误"
    bring_in(article, article.author)
    assert not lines(page("候车亭"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_stays_in_its_edition_and_the_switch_keeps_what_was_asked(client, edition):
    make_desk()
    make_article("候车亭换新")
    for typed in ("候车亭", "电题", ""):
        text = client.get(f"{edition}/search/", {"q": typed, "kind": "article"}).content.decode()
        other = "" if edition else "/elder"
        internal = re.findall(r'<a [^>]*?href="(/[^"]*)"', text)
        crossing = [link for link in internal if link.startswith("/elder") != bool(edition)]
        assert len(crossing) == 1
        assert crossing[0].startswith(f"{other}/search/?q=")
        assert crossing[0].endswith("kind=article")
        assert f'action="{edition}/search/"' in text
