"""Who may look at the directory's desk, and who may change it."""

import pytest

from directory.models import Authority, Place
from portal.testing import CAST, make_authority, make_place

pytestmark = pytest.mark.django_db
WRITERS = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer"}
READERS = WRITERS | {"keeper"}


@pytest.fixture
def pages():
    place, authority = make_place(), make_authority()
    rows = {"place": place, "authority": authority, "hotline": authority.hotlines.get()}
    return {
        "read": [
            f"/admin/directory/{model}/{page}" for model, row in rows.items() for page in ("", f"{row.pk}/change/")
        ],
        "write": [
            f"/admin/directory/{model}/{page}" for model, row in rows.items() for page in ("add/", f"{row.pk}/delete/")
        ],
    }


@pytest.mark.parametrize("name", ["anonymous", *CAST])
def test_all_of_the_newsroom_reads_and_the_keeper_writes(name, cast, as_person, pages):
    client = as_person(cast[name])
    for address in pages["read"]:
        assert client.get(address).status_code == (200 if name in READERS else 302), address
    for address in pages["write"]:
        expected = 200 if name == "keeper" else 403 if name in WRITERS else 302
        assert client.get(address).status_code == expected, address


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_writer_changes_nothing_by_posting(name, cast, as_person, pages):
    client = as_person(cast[name])
    for address in [*pages["read"], *pages["write"]]:
        client.post(address, {"name": "改名", "post": "yes", "action": "delete_selected"})
    assert list(Place.objects.values_list("name", flat=True)) == ["桃花新村"]
    assert list(Authority.objects.values_list("name", flat=True)) == ["青禾市自来水公司"]


@pytest.mark.parametrize("name", ["anonymous", *CAST])
@pytest.mark.parametrize(
    ("term", "app", "model", "field", "found", "writers"),
    [
        ("桃花", "photos", "photo", "place", ["桃花新村"], READERS),
        ("taohua", "photos", "photo", "place", ["桃花新村"], READERS),
        ("没有", "photos", "photo", "place", [], READERS),
        ("5550130", "directory", "hotline", "authority", ["青禾市自来水公司"], {"keeper"}),
    ],
)
def test_a_form_completes_names_for_those_who_may_fill_it_in(
    name, cast, as_person, pages, term, app, model, field, found, writers
):
    query = {"term": term, "app_label": app, "model_name": model, "field_name": field}
    answer = as_person(cast[name]).get("/admin/autocomplete/", query)
    if name not in writers:
        assert answer.status_code in {302, 403}
        return
    assert [row["text"] for row in answer.json()["results"]] == found


def test_places_of_one_name_are_told_apart_by_where_they_lie(as_person, reporter, django_assert_max_num_queries):
    street = make_place("梧桐街道", parent=make_place("禾东区"))
    for number in range(8):
        make_place("桃花新村", parent=make_place(f"第{number}社区", parent=street))
    query = {"term": "桃花", "app_label": "articles", "model_name": "article", "field_name": "places"}
    client = as_person(reporter)
    with django_assert_max_num_queries(8):
        found = client.get("/admin/autocomplete/", query).json()["results"]
    assert {row["text"] for row in found} == {f"禾东区 › 梧桐街道 › 第{n}社区 › 桃花新村" for n in range(8)}
