"""The newsroom's own answers: for which words they are given, when, and never to what is not public."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from editorial.bringing_in import bring_in
from portal.testing import make_answer, make_article, make_desk, make_notice, make_topic
from search.core.query import parse
from search.models import PromotedResult
from search.pages.promoted import promoted_for
from search.tests.promoting import led_to, promote
from transactions.before_commit import catch_up

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["社保卡", "社保卡 补办", "补办　社保卡！", "“社保卡”", "社保卡，怎么办", "社保卡 -医保", "社會保障卡"]
)
def test_all_that_was_typed_or_one_word_of_it_leads_there(typed):
    promote("/hotlines/", "社保卡", "社会保障卡")
    assert led_to(typed) == ["/hotlines/"]


@pytest.mark.parametrize("typed", ["社保", "社保卡补办", "卡", "", "-社保卡", "社 保 卡", "\x00", "' OR 1=1 --", "%"])
def test_a_part_of_a_word_or_a_longer_one_does_not(typed):
    promote("/hotlines/", "社保卡")
    assert led_to(typed) == []


def test_several_words_in_one_line_are_met_by_all_that_was_typed():
    promote("/hotlines/", "社保 电话")
    assert led_to("社保  电话") == ["/hotlines/"]
    assert led_to("社保") == []


def test_upper_case_and_wide_letters_are_the_same():
    promote("/hotlines/", "ETC办理")
    assert led_to("ｅｔｃ办理") == ["/hotlines/"]


def test_readers_get_three_at_most_in_their_order_and_each_once():
    for order, address in enumerate(["/notices/", "/hotlines/", "/topics/", "/questions/"]):
        promote(address, f"词语{order}", f"别名{order}", order=9 - order)
    assert led_to("词语0 词语1 词语2 词语3 别名3") == ["/questions/", "/topics/", "/hotlines/"]


def test_it_is_one_query_and_none_where_no_word_was_typed(django_assert_num_queries):
    promote("/hotlines/", "社保卡", "医保卡")
    with django_assert_num_queries(1):
        assert len(led_to("社保卡 医保卡")) == 1
    with django_assert_num_queries(0):
        assert led_to("卡") == []


def test_its_days_are_those_of_the_city_the_first_and_the_last_included():
    today = timezone.localdate()
    promote("/hotlines/", "社保卡", first_on=today, last_on=today)
    assert led_to("社保卡") == ["/hotlines/"]
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    for moment, shown in [
        (midnight - timedelta(seconds=1), []),
        (midnight, ["/hotlines/"]),
        (midnight + timedelta(days=1, seconds=-1), ["/hotlines/"]),
        (midnight + timedelta(days=1), []),
    ]:
        with time_machine.travel(moment, tick=False):
            assert led_to("社保卡") == shown, moment


def test_the_last_day_does_not_lie_before_the_first():
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        promote("/hotlines/", "社保卡", first_on=today, last_on=today - timedelta(days=1))


@pytest.mark.parametrize("make", [make_article, make_answer, make_notice])
def test_nobody_is_led_to_what_was_withdrawn(make, final_reviewer):
    item = make("社保卡换新")
    promote(item.get_absolute_url(), "社保卡")
    assert led_to("社保卡") == [item.get_absolute_url()]
    item.decide("withdraw", final_reviewer, "写错了。")
    assert led_to("社保卡") == []


def test_nobody_is_led_to_what_is_under_an_embargo_until_its_moment():
    article = make_article("社保卡换新")
    promote(article.get_absolute_url(), "社保卡")
    moment = timezone.now() + timedelta(hours=1)
    article.publish_at = moment
    bring_in(article, article.author)
    assert led_to("社保卡") == []
    with time_machine.travel(moment - timedelta(microseconds=1), tick=False):
        assert led_to("社保卡") == []
    with time_machine.travel(moment, tick=False):
        assert led_to("社保卡") == [article.get_absolute_url()]


def test_nobody_is_led_to_what_was_deleted():
    desk = make_desk()
    promote(desk.get_absolute_url(), "社保卡")
    desk.delete()
    assert led_to("社保卡") == []


def test_what_has_moved_is_found_where_it_is_now():
    topic = make_topic(slug="old", articles=[make_article()])
    promote(f"{topic.get_absolute_url()}#share", "装电梯")
    topic.slug = "new"
    topic.save()
    assert led_to("装电梯") == ["/topics/new/#share"]


def test_the_elder_edition_leads_to_pages_of_its_own(client):
    promote("/hotlines/#water", "报修电话")
    page = client.get("/elder/search/", {"q": "报修电话"}).content.decode()
    assert 'href="/elder/hotlines/#water"' in page
    assert 'href="/hotlines/#water"' not in page


def test_the_page_shows_it_above_what_was_found_and_escapes_it(client):
    make_article("社保卡换新")
    promote("/hotlines/", "社保卡", title="<b>去这里</b>", text="<i>问这里</i>")
    page = client.get(reverse("search:results"), {"q": "社保卡"}).content.decode()
    assert "&lt;b&gt;去这里&lt;/b&gt;" in page
    assert "&lt;i&gt;问这里&lt;/i&gt;" in page
    assert page.index("去这里") < page.index("换新")


def test_the_page_shows_it_where_nothing_was_found_too(client):
    promote("/hotlines/", "社保卡", title="去这里")
    assert "去这里" in client.get(reverse("search:results"), {"q": "社保卡"}).content.decode()


def test_it_stands_on_the_first_page_of_a_search_without_conditions_alone(client):
    for number in range(21):
        make_article(f"社保卡换新{number}")
    promote("/hotlines/", "社保卡", title="去这里看")
    for parameters, shown in [({}, True), ({"page": 2}, False), ({"kind": "article"}, False)]:
        page = client.get(reverse("search:results"), {"q": "社保卡", **parameters}).content.decode()
        assert ("去这里看" in page) == shown, parameters


def test_a_page_of_results_takes_six_queries_at_most(client, django_assert_max_num_queries):
    for number in range(30):
        make_article(f"社保卡换新{number}")
    promote("/hotlines/", "社保卡")
    catch_up()
    with django_assert_max_num_queries(6):
        client.get(reverse("search:results"), {"q": "社保卡"})


def test_what_is_withdrawn_stands_on_no_page_and_can_be_shown_again(client, final_reviewer):
    """It is hidden by what is true now, and not by a mark that somebody has to take away again."""
    article = make_article("社保卡换新")
    result = promote(article.get_absolute_url(), "社保卡", title="去这里看")
    article.state = Article.State.DRAFT
    bring_in(article, final_reviewer)
    assert "去这里看" not in client.get(reverse("search:results"), {"q": "社保卡"}).content.decode()
    article.state = Article.State.APPROVED
    bring_in(article, final_reviewer)
    assert promoted_for(parse("社保卡")) == [result]
    assert PromotedResult.objects.count() == 1
