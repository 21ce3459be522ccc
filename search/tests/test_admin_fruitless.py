"""The desk's list of what readers sought in vain."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from portal.testing import make_article
from search.models import FruitlessSearch
from search.tests.promoting import promote

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/search/fruitlesssearch/", "/admin/search/promotedresult/add/"


def sought(words, times=2, days_ago=0):
    on = timezone.localdate() - timedelta(days=days_ago)
    return FruitlessSearch.objects.create(words=words, times=times, first_on=on, last_on=on)


def shown(response):
    return [row.words for row in response.context["cl"].result_list]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("reporter", 403),
        ("first_reviewer", 200),
        ("second_reviewer", 200),
        ("final_reviewer", 200),
        ("keeper", 200),
    ],
)
def test_reviewers_and_keepers_read_it(name, status, cast, as_person):
    row = sought("飞碟停靠站")
    client = as_person(cast[name])
    assert client.get(LIST).status_code == status
    assert client.get(f"{LIST}{row.pk}/change/").status_code == status


@pytest.mark.parametrize("name", ["reporter", "first_reviewer", "final_reviewer", "keeper"])
def test_nobody_writes_it(name, cast, as_person):
    row = sought("飞碟停靠站")
    client = as_person(cast[name])
    for address in (f"{LIST}add/", f"{LIST}{row.pk}/change/", f"{LIST}{row.pk}/delete/"):
        assert client.post(address, {"words": "改了", "post": "yes"}).status_code == 403, address
    client.post(LIST, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert FruitlessSearch.objects.get().words == "飞碟停靠站"


def test_what_was_asked_once_is_nobodys_to_read(keeper, as_person):
    sought("飞碟停靠站")
    once = sought("张三", times=1)
    client = as_person(keeper)
    assert shown(client.get(LIST)) == ["飞碟停靠站"]
    assert shown(client.get(LIST, {"q": "张三"})) == []
    assert client.get(f"{LIST}{once.pk}/change/").status_code == 302


def test_what_was_asked_most_stands_first(keeper, as_person):
    sought("少的")
    sought("多的", times=9)
    sought("中间", times=5)
    assert shown(as_person(keeper).get(LIST)) == ["多的", "中间", "少的"]


def test_it_is_narrowed_by_when_it_was_last_asked_and_searched_as_readers_search(keeper, as_person):
    sought("飞碟", days_ago=40)
    sought("幽浮", days_ago=2)
    client = as_person(keeper)
    week_ago = timezone.localdate() - timedelta(days=7)
    assert shown(client.get(LIST, {"last_on__gte": week_ago.isoformat()})) == ["幽浮"]
    assert shown(client.get(LIST, {"q": "飛碟"})) == ["飞碟"]


def test_what_finds_something_by_now_says_so(keeper, as_person):
    for words in ("候车亭", "飞碟", "社保卡 补办"):
        sought(words)
    make_article("候车亭换新")
    make_article("飞碟来了", publish_at=timezone.now() + timedelta(hours=1))
    promote("/hotlines/", "社保卡", title="去这里看")
    rows = {row.words: row for row in as_person(keeper).get(LIST).context["cl"].result_list}
    assert {words: row.finds for words, row in rows.items()} == {"候车亭": True, "飞碟": False, "社保卡 补办": False}
    assert {words: row.led_to and row.led_to.title for words, row in rows.items()} == {
        "候车亭": None,
        "飞碟": None,
        "社保卡 补办": "去这里看",
    }


def test_a_result_that_readers_do_not_get_leads_nobody(keeper, as_person):
    sought("社保卡")
    promote("/hotlines/", "社保卡", last_on=timezone.localdate() - timedelta(days=1))
    (row,) = as_person(keeper).get(LIST).context["cl"].result_list
    assert row.led_to is None


def test_the_page_asks_for_all_its_rows_at_once(keeper, as_person, django_assert_max_num_queries):
    client = as_person(keeper)
    for number in range(60):
        sought(f"飞碟{number}")
    with django_assert_max_num_queries(12):
        response = client.get(LIST)
    assert len(shown(response)) == 50


def test_one_press_begins_a_promoted_result_with_the_words(keeper, as_person):
    sought("社保卡 补办")
    client = as_person(keeper)
    (row,) = client.get(LIST).context["cl"].result_list
    assert row.guide_address.startswith(f"{ADD}?words=")
    assert "社保卡 补办</textarea>" in client.get(row.guide_address).content.decode()


def test_several_that_mean_the_same_begin_one(keeper, as_person):
    rows = [sought("社保卡"), sought("社会保障卡")]
    client = as_person(keeper)
    response = client.post(LIST, {"action": "guide", "_selected_action": [row.pk for row in rows]})
    assert response.status_code == 302
    page = client.get(response.url)
    assert set(page.context["adminform"].form["words"].value().split("\n")) == {"社保卡", "社会保障卡"}


def test_who_may_only_read_is_offered_no_such_press(keeper, as_person):
    row = sought("社保卡")
    keeper.groups.clear()
    keeper.user_permissions.add(Permission.objects.get(codename="view_fruitlesssearch"))
    client = as_person(keeper)
    response = client.get(LIST)
    assert shown(response) == ["社保卡"]
    assert ADD not in response.content.decode()
    posted = client.post(LIST, {"action": "guide", "_selected_action": [row.pk]})
    assert ADD not in posted.headers.get("Location", "")


def test_words_are_escaped(keeper, as_person):
    sought("<b>飞碟</b>")
    page = as_person(keeper).get(LIST).content.decode()
    assert "<b>飞碟</b>" not in page
    assert "&lt;b&gt;飞碟" in page
