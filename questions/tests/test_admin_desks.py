"""Desks, set up by keepers: clear errors, no deletion of what is used, read by who works there."""

import pytest

from portal.testing import make_case, make_desk
from questions.models import Category, Desk

from .case_desk import staffed_desk

pytestmark = pytest.mark.django_db
LIST = "/admin/questions/desk/"


def form(cast, categories=(), **fields):
    rows = {"categories-TOTAL_FORMS": len(categories), "categories-INITIAL_FORMS": 0}
    for position, name in enumerate(categories):
        rows |= {f"categories-{position}-name": name, f"categories-{position}-order": position}
    asks = dict.fromkeys(["asks_place", "asks_address", "asks_pictures", "asks_category", "asks_contact"], "may")
    return {
        "name": "码上问需·桃花新村", "kind": "needs", "introduction": "有事扫码说。", "slug": "", "order": 0,
        "head": cast["first_reviewer"].pk, "members": [cast["reporter"].pk], "response_amount": 24,
        "response_unit": "hours", "answer_amount": 5, "answer_unit": "working_days", **asks, **rows, **fields,
    }  # fmt: skip


def test_a_keeper_sets_up_a_desk_with_its_people_and_categories(cast, as_person):
    response = as_person(cast["keeper"]).post(f"{LIST}add/", form(cast, ["楼道照明", "停车"], asks_category="must"))
    assert response.status_code == 302, response.context["errors"]
    desk = Desk.objects.get()
    assert [str(category) for category in desk.categories.all()] == ["楼道照明", "停车"]
    assert (desk.head, list(desk.members.all())) == (cast["first_reviewer"], [cast["reporter"]])


def test_errors_say_what_is_wrong_and_keep_what_was_typed(cast, as_person):
    make_desk("读者热线")
    wrong = [
        ({"name": "读者热线"}, "已经有"),
        ({"opens_on": "2026-11-02", "closes_on": "2026-11-01"}, "截止日期不能早于开放日期"),
        ({"asks_category": "must"}, "请至少填写一个类别"),
        ({"head": cast["keeper"].pk}, "选择"),
        ({"response_amount": 0}, "1"),
        ({"place": "x"}, "选"),
        ({"introduction": "长" * 301}, "300"),
    ]
    client = as_person(cast["keeper"])
    for fields, sentence in wrong:
        response = client.post(f"{LIST}add/", form(cast, **fields))
        assert response.status_code == 200, fields
        assert sentence in response.content.decode(), fields
    assert Desk.objects.count() == 1


def test_a_form_without_an_address_is_given_back_and_one_with_it_leads_to_its_page_and_poster(cast, as_person):
    desk = staffed_desk(cast)
    client, address = as_person(cast["keeper"]), f"{LIST}{desk.pk}/change/"
    links = [desk.get_absolute_url(), f"{desk.get_absolute_url()}poster/"]
    assert [link for link in links if f'href="{link}"' in client.get(address).content.decode()] == links
    for data in (form(cast, name="", slug=""), {}):
        assert client.post(address, data).status_code == 200


def test_categories_that_a_form_asks_for_are_not_all_taken_away(cast, as_person):
    desk = staffed_desk(cast, asks_category=Desk.Asks.MUST)
    category = Category.objects.create(desk=desk, name="照明")
    rows = {"categories-TOTAL_FORMS": 1, "categories-INITIAL_FORMS": 1, "categories-0-id": category.pk,
            "categories-0-desk": desk.pk, "categories-0-name": "照明", "categories-0-order": 0,
            "categories-0-DELETE": "on"}  # fmt: skip
    address = f"{LIST}{desk.pk}/change/"
    data = form(cast, name=desk.name, asks_category="must", slug=desk.slug) | rows
    assert as_person(cast["keeper"]).post(address, data).status_code == 200
    assert as_person(cast["keeper"]).post(address, {**data, "asks_category": "may"}).status_code == 302


def test_a_desk_with_cases_is_not_deleted_and_one_without_is(cast, as_person):
    desk, empty = staffed_desk(cast), make_desk("空台")
    make_case(desk, "很私密的一句话")
    client = as_person(cast["keeper"])
    for address, data in (
        (f"{LIST}{desk.pk}/delete/", {"post": "yes"}),
        (LIST, {"action": "delete_selected", "_selected_action": [desk.pk], "post": "yes"}),
    ):
        assert "很私密的一句话" not in client.post(address, data).content.decode()
    assert client.post(f"{LIST}{empty.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Desk.objects.all()) == [desk]


def test_who_works_at_desks_reads_them_and_changes_nothing(cast, as_person):
    desk = staffed_desk(cast)
    for name in ("reporter", "first_reviewer"):
        client = as_person(cast[name])
        assert client.get(f"{LIST}{desk.pk}/change/").status_code == 200
        for address in (f"{LIST}{desk.pk}/change/", f"{LIST}add/", f"{LIST}{desk.pk}/delete/"):
            assert client.post(address, form(cast)).status_code == 403, (name, address)
    assert Desk.objects.get().name == "读者热线"


def test_the_list_costs_the_same_for_many_desks(cast, as_person, django_assert_max_num_queries):
    for number in range(10):
        staffed_desk(cast, f"第{number}台")
    client = as_person(cast["keeper"])
    with django_assert_max_num_queries(10):
        assert client.get(LIST).context["cl"].result_count == 10
