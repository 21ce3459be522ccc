"""The desk's page of promoted results: who may write them, and what the form takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.testing import make_article
from portal.tests.races import at_once
from search.models import PromotedResult, PromotedWord
from search.tests.promoting import led_to, promote

pytestmark = pytest.mark.django_db
ADD, LIST = "/admin/search/promotedresult/add/", "/admin/search/promotedresult/"


def typed(**fields):
    form = {
        "title": "社保卡怎么办",
        "text": "在这里看。",
        "address": "/hotlines/",
        "words": "社保卡\n社会保障卡",
        "order": "0",
    }
    return {**form, "first_on": "", "last_on": "", **fields}


def errors_of(response):
    assert response.status_code == 200
    return str(response.context["adminform"].form.errors)


@pytest.mark.parametrize("name", ["first_reviewer", "second_reviewer", "final_reviewer", "keeper"])
def test_reviewers_and_keepers_write_change_and_delete_them(name, cast, as_person):
    client = as_person(cast[name])
    assert client.post(ADD, typed()).status_code == 302
    result = PromotedResult.objects.get()
    assert led_to("社会保障卡") == ["/hotlines/"]
    change = reverse("admin:search_promotedresult_change", args=[result.pk])
    assert "社保卡\n社会保障卡" in client.get(change).content.decode()
    assert client.post(change, typed(words="医保卡")).status_code == 302
    assert [word.word for word in PromotedWord.objects.all()] == ["医保卡"]
    assert client.post(f"{LIST}{result.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not PromotedWord.objects.exists()


def test_reporters_read_them_and_change_nothing(reporter, as_person):
    result = promote("/hotlines/", "社保卡", "医保卡", title="去这里看")
    client = as_person(reporter)
    change = f"{LIST}{result.pk}/change/"
    page = client.get(change).content.decode()
    assert "社保卡、医保卡" in page
    assert "<textarea" not in page
    assert "去这里看" in client.get(LIST).content.decode()
    for address in (change, ADD, f"{LIST}{result.pk}/delete/"):
        assert client.post(address, typed(title="改了")).status_code == 403, address
    assert PromotedResult.objects.get().title == "去这里看"


@pytest.mark.parametrize("name", ["anonymous", "outsider"])
def test_nobody_else_comes_in(name, cast, as_person):
    promote("/hotlines/", "社保卡")
    for address in (LIST, ADD, "/admin/search/fruitlesssearch/"):
        assert as_person(cast[name]).get(address).status_code == 302


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"address": "/nowhere/"}, "address"),
        ({"address": "https://elsewhere.example/"}, "address"),
        ({"address": ""}, "address"),
        ({"words": ""}, "words"),
        ({"words": "社保卡\n卡"}, "words"),
        ({"words": "？！"}, "words"),
        ({"words": "很" * 21}, "words"),
        ({"words": "\n".join(f"词语{number}" for number in range(21))}, "words"),
        ({"title": "很" * 41}, "title"),
        ({"text": "很" * 101}, "text"),
        ({"first_on": "2026-11-22", "last_on": "2026-11-21"}, "__all__"),
        ({"first_on": "明天"}, "first_on"),
        ({"order": "-1"}, "order"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_saved(fields, sentence, keeper, as_person):
    response = as_person(keeper).post(ADD, typed(**fields))
    assert response.status_code == 200
    assert set(response.context["adminform"].form.errors) == {sentence}
    assert not PromotedResult.objects.exists()


def test_a_draft_is_refused_and_its_address_tells_nothing(reporter, keeper, as_person):
    article = make_article("还没发的稿子", state="draft", publish_at=None)
    assert "还没发的稿子" not in errors_of(as_person(keeper).post(ADD, typed(address=article.get_absolute_url())))


def test_a_word_that_leads_elsewhere_is_refused_and_says_where_to(keeper, as_person):
    promote("/notices/", "社保卡", title="看公告")
    assert "看公告" in errors_of(as_person(keeper).post(ADD, typed(words="医保卡\n社會保障卡\n社保卡")))
    assert PromotedWord.objects.count() == 1


def test_words_are_taken_in_one_line_too_and_each_once(keeper, as_person):
    as_person(keeper).post(ADD, typed(words="社保卡、医保卡，ETC\r\n\r\netc；“社保卡”"))
    assert [word.word for word in PromotedWord.objects.all()] == ["社保卡", "医保卡", "etc"]


def test_its_own_words_are_no_others(keeper, as_person):
    result = promote("/hotlines/", "社保卡", "社会保障卡")
    keys = set(PromotedWord.objects.values_list("pk", flat=True))
    assert as_person(keeper).post(f"{LIST}{result.pk}/change/", typed(title="换个名字")).status_code == 302
    assert set(PromotedWord.objects.values_list("pk", flat=True)) == keys


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_same_word_at_once_the_second_is_told(first_reviewer, keeper, in_a_file):
    clients = [Client(), Client()]
    for client, person in zip(clients, (first_reviewer, keeper), strict=True):
        client.force_login(person)
    in_a_file()
    connection.close()

    def pressing(client):
        def press():
            response = client.post(ADD, typed())
            return "saved" if response.status_code == 302 else "told" if "社保卡" in errors_of(response) else "?"

        return press

    assert at_once(*map(pressing, clients)) == ["saved", "told"]
    connection.close()
    assert (PromotedResult.objects.count(), PromotedWord.objects.count()) == (1, 2)


def test_the_list_says_what_readers_get_and_why_not(keeper, as_person, final_reviewer):
    today, day = timezone.localdate(), timedelta(days=1)
    article = make_article()
    promote(article.get_absolute_url(), "撤下的")
    promote("/hotlines/", "有的")
    promote("/hotlines/", "将来", first_on=today + day)
    promote("/hotlines/", "过去", last_on=today - day)
    article.decide("withdraw", final_reviewer, "写错了。")
    page = as_person(keeper).get(LIST).content.decode()
    for code in ("tone tone-late", "status status-live", "status status-scheduled", "status status-draft"):
        assert page.count(f'class="{code}"') == 1, code


def test_the_list_costs_the_same_however_many_there_are(keeper, as_person, django_assert_max_num_queries):
    for number in range(12):
        promote("/hotlines/", f"词语{number}")
    client = as_person(keeper)
    with django_assert_max_num_queries(9):
        client.get(LIST)


def test_it_is_searched_by_its_words(keeper, as_person):
    promote("/hotlines/", "社保卡", "社会保障卡", title="甲的")
    promote("/notices/", "停水", title="乙的")
    page = as_person(keeper).get(LIST, {"q": "社"}).content.decode()
    assert "甲的" in page
    assert "乙的" not in page


def test_the_room_stands_on_the_desk(reporter, keeper, as_person):
    for person, has_report in ((reporter, False), (keeper, True)):
        page = as_person(person).get("/admin/").content.decode()
        assert LIST in page
        assert ("/admin/search/fruitlesssearch/" in page) == has_report
