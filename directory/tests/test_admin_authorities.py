"""Authorities and their hotlines at the desk."""

import pytest
from django.db import IntegrityError

from directory.models import Authority, Hotline
from portal.testing import make_article, make_authority

pytestmark = pytest.mark.django_db
LIST = "/admin/directory/authority/"


@pytest.fixture
def desk(as_person, keeper):
    return as_person(keeper)


def typed(*numbers, stored=(), **fields):
    """A submitted form of an authority with hotlines of these numbers; `stored` are rows that exist."""
    form = {"name": "青禾市供热公司", "short_name": "市供热公司", "kind": "utility", "slug": "", **fields}
    form |= {"hotlines-TOTAL_FORMS": len(numbers), "hotlines-INITIAL_FORMS": len(stored)}
    for position, number in enumerate(numbers):
        form |= {f"hotlines-{position}-{name}": value for name, value in
                 {"number": number, "purpose": "报修", "hours": "", "order": position}.items()}  # fmt: skip
    for position, hotline in enumerate(stored):
        form |= {f"hotlines-{position}-id": hotline.pk, f"hotlines-{position}-authority": hotline.authority_id}
    return form


def test_an_authority_is_entered_with_its_numbers(desk):
    desk.post(f"{LIST}add/", typed("5550135", "5550136"))
    authority = Authority.objects.get()
    assert authority.slug == "qingheshigongregongsi"
    assert [hotline.number for hotline in authority.hotlines.all()] == ["5550135", "5550136"]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (typed("报修"), "请填写电话号码"),
        (typed("5550135", "5550135"), "重复"),
        (typed("5550135", name=""), "必填"),
        (typed("5550135", name="青禾市自来水公司"), "已经有"),
    ],
)
def test_a_wrong_form_is_explained_and_what_was_typed_stays(desk, form, sentence):
    make_authority()
    answer = desk.post(f"{LIST}add/", form)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert form["hotlines-0-number"] in answer.text
    assert form["short_name"] in answer.text
    assert Authority.objects.count() == 1


def test_the_list_shows_the_numbers_without_a_query_per_row(desk, django_assert_max_num_queries):
    for number in range(20):
        make_authority(f"第{number}水厂", number=f"55502{number:02}")
    with django_assert_max_num_queries(10):
        page = desk.get(LIST).text
    assert all(f"55502{number:02}" in page for number in range(20))


@pytest.mark.parametrize("query", [{"q": "自来水"}, {"q": "5550130"}, {"q": "zilaishui"}, {"kind__exact": "utility"}])
def test_the_list_is_searched_and_filtered(desk, query):
    water = make_authority()
    Hotline.objects.create(authority=water, number="55501301", purpose="水质")
    make_authority("青禾市图书馆", "5550162", kind="public_service")
    assert [authority.name for authority in desk.get(LIST, query).context["cl"].result_list] == ["青禾市自来水公司"]


@pytest.mark.parametrize(
    "query", [{"q": "自来水"}, {"q": "5550130"}, {"q": "报修"}, {"authority__kind__exact": "utility"}]
)
def test_numbers_have_a_list_of_their_own(desk, query, django_assert_max_num_queries):
    make_authority()
    with django_assert_max_num_queries(10):
        answer = desk.get("/admin/directory/hotline/", query)
    assert [hotline.number for hotline in answer.context["cl"].result_list] == ["5550130"]


def test_a_number_that_an_article_prints_is_not_deleted(desk):
    authority = make_authority()
    hotline = authority.hotlines.get()
    make_article("停水一夜", hotline=hotline)
    row = typed("5550130", stored=[hotline], name=authority.name) | {"hotlines-0-DELETE": "on"}
    for answer in (
        desk.post(f"/admin/directory/hotline/{hotline.pk}/delete/", {"post": "yes"}),
        desk.post(f"{LIST}{authority.pk}/delete/", {"post": "yes"}),
        desk.post(f"{LIST}{authority.pk}/change/", row),
    ):
        assert answer.status_code == 200
        assert "停水一夜" in answer.text
    assert Hotline.objects.filter(pk=hotline.pk).exists()


def test_deleting_an_authority_takes_its_numbers_along(desk):
    authority = make_authority()
    desk.post(f"{LIST}{authority.pk}/delete/", {"post": "yes"})
    assert not Authority.objects.exists()
    assert not Hotline.objects.exists()


def test_what_comes_into_use_while_it_is_deleted_stays_and_the_editor_is_told(desk, monkeypatch):
    authority = make_authority()

    def overtaken(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(Authority, "delete", overtaken)
    monkeypatch.setattr("django.db.models.query.QuerySet.delete", overtaken)
    for address, form in [
        (f"{LIST}{authority.pk}/delete/", {"post": "yes"}),
        (LIST, {"action": "delete_selected", "_selected_action": [authority.pk], "post": "yes"}),
    ]:
        answer = desk.post(address, form, follow=True)
        assert "没有删除：刚刚有内容用到了它。" in answer.text
        assert "成功" not in answer.text
