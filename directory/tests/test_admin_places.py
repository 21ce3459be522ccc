"""Places at the desk: the list, the form and what it says, deletion."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from directory.models import Place
from portal.testing import make_article, make_authority, make_photo, make_place

pytestmark = pytest.mark.django_db
LIST = "/admin/directory/place/"
ADD = "/admin/directory/place/add/"
Kind = Place.Kind


@pytest.fixture
def desk(as_person, keeper):
    return as_person(keeper)


@pytest.fixture
def street():
    return make_place("梧桐街道", parent=make_place("禾东区"))


def change(place):
    return f"{LIST}{place.pk}/change/"


def shown(answer):
    return {place.name for place in answer.context["cl"].result_list}


def test_the_list_shows_where_each_place_lies_without_a_query_per_row(desk, street, django_assert_max_num_queries):
    community = make_place("梧桐里社区", parent=street)
    for number in range(20):
        make_place(f"第{number}小区", parent=community)
    with django_assert_max_num_queries(10):
        page = desk.get(LIST).text
    assert page.count("禾东区 › 梧桐街道 › 梧桐里社区") == 20


def test_the_list_is_searched_by_name_and_address_and_filtered(desk, street):
    make_place("禾西区")
    assert shown(desk.get(LIST, {"q": "梧桐"})) == {"梧桐街道"}
    assert shown(desk.get(LIST, {"q": "hexi"})) == {"禾西区"}
    assert shown(desk.get(LIST, {"kind__exact": Kind.STREET})) == {"梧桐街道"}
    assert shown(desk.get(LIST, {"district": street.parent_id})) == {"禾东区", "梧桐街道"}
    assert shown(desk.get(LIST, {"district": "x"})) == {"禾东区", "梧桐街道", "禾西区"}


def test_an_empty_address_becomes_pinyin(desk, street):
    desk.post(ADD, {"name": "石桥街道", "kind": Kind.STREET, "parent": street.parent_id, "slug": ""})
    place = Place.objects.get(name="石桥街道")
    assert (place.slug, place.path) == ("shiqiaojiedao", f"{street.parent.path}{place.pk}/")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "梧桐街道", "kind": Kind.STREET}, "同一处已有同名的地点。"),
        ({"name": "禾东区", "kind": Kind.DISTRICT, "parent": ""}, "同一处已有同名的地点。"),
        ({"name": "禾南区", "kind": Kind.DISTRICT}, "“区”不能隶属于“区”。"),
        ({"name": "石桥街道", "kind": Kind.STREET, "parent": ""}, "街道、社区、小区都要选择隶属的地点。"),
        ({"name": "石桥街道", "kind": Kind.STREET, "slug": "wutongjiedao"}, "已经有"),
    ],
)
def test_a_wrong_place_is_explained_and_what_was_typed_stays(desk, street, typed, sentence):
    typed = {"parent": street.parent_id, "slug": "wo-xie-de", **typed}
    answer = desk.post(ADD, typed)
    assert answer.status_code == 200
    assert sentence in answer.text
    form = answer.context["adminform"].form
    assert {name: str(form[name].value()) for name in typed} == {name: str(value) for name, value in typed.items()}
    assert Place.objects.count() == 2


def test_a_place_is_not_moved_into_itself_or_below_itself(desk, street):
    below = make_place("梧桐里社区", parent=street)
    for parent in (street, below):
        answer = desk.post(change(street), {"name": "改了名", "kind": Kind.STREET, "parent": parent.pk, "slug": "x"})
        assert answer.status_code == 200
        assert "不能隶属于自己的下级" in answer.text
        assert "改了名" in answer.text


def test_what_another_editor_saved_meanwhile_is_explained_on_the_form(desk, street, monkeypatch):
    """The form is right when it is checked; then the other editor's place is there first."""
    save = Place.save

    def be_overtaken(place, *args, **kwargs):
        monkeypatch.setattr(Place, "save", save)
        monkeypatch.setattr(Place, "clean", lambda place: make_place("石桥街道", parent=street.parent))
        raise IntegrityError

    monkeypatch.setattr(Place, "save", be_overtaken)
    answer = desk.post(ADD, {"name": "石桥街道", "kind": Kind.STREET, "parent": street.parent_id, "slug": "wo-xie-de"})
    assert answer.status_code == 200
    assert "同一处已有同名的地点。" in answer.text
    assert "wo-xie-de" in answer.text
    assert Place.objects.filter(name="石桥街道").count() == 1


def test_a_move_that_is_refused_only_when_it_is_stored_is_explained_on_the_form(desk, street, monkeypatch):
    """The tree has changed since the form was checked; checked once more, the form sees it too."""
    refusal = ValidationError({"parent": "刚被移走"})

    def refuse(place, *args, **kwargs):
        raise refusal

    def refuse_and_see(place, *args, **kwargs):
        monkeypatch.setattr(Place, "clean", refuse)
        raise refusal

    monkeypatch.setattr(Place, "save", refuse_and_see)
    answer = desk.post(ADD, {"name": "新社区", "kind": Kind.COMMUNITY, "parent": street.pk, "slug": ""})
    assert answer.status_code == 200
    assert "刚被移走" in answer.text
    assert "新社区" in answer.text


def test_a_place_in_use_is_not_deleted_and_its_uses_are_listed(desk, street):
    make_photo(title="街口", place=street)
    make_authority(place=street)
    make_article("街道的稿件", places=[street])
    for answer in (
        desk.get(f"{LIST}{street.pk}/delete/"),
        desk.post(f"{LIST}{street.pk}/delete/", {"post": "yes"}),
        desk.post(LIST, {"action": "delete_selected", "_selected_action": [street.pk], "post": "yes"}),
    ):
        assert "正在使用" in answer.text
        for use in ("街口", "青禾市自来水公司", "街道的稿件"):
            assert use in answer.text
    assert Place.objects.filter(pk=street.pk).exists()


def test_a_place_that_nothing_uses_is_deleted(desk, street):
    desk.post(f"{LIST}{street.pk}/delete/", {"post": "yes"})
    desk.post(LIST, {"action": "delete_selected", "_selected_action": [street.parent_id], "post": "yes"})
    assert not Place.objects.exists()
