"""The library at the desk: who gets in, the list, the page of one picture."""

import pytest

from portal.testing import CAST, make_article, make_draft, make_photo, make_place, make_topic, picture_file

pytestmark = pytest.mark.django_db
LIST = "/admin/photos/photo/"
WRITERS = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer"}


@pytest.fixture
def desk(as_person, keeper):
    return as_person(keeper)


@pytest.mark.parametrize("name", ["anonymous", *CAST])
def test_the_newsroom_reads_and_writes_and_only_the_keeper_deletes(name, cast, as_person):
    photo, client = make_photo(), as_person(cast[name])
    inside = name in WRITERS | {"keeper"}
    for page in ("", "add/", f"{photo.pk}/change/"):
        assert client.get(LIST + page).status_code == (200 if inside else 302), page
    expected = 200 if name == "keeper" else 403 if inside else 302
    assert client.get(f"{LIST}{photo.pk}/delete/").status_code == expected


@pytest.mark.parametrize("name", ["anonymous", "outsider"])
def test_who_is_not_of_the_newsroom_adds_nothing(name, cast, as_person):
    as_person(cast[name]).post(f"{LIST}add/", {"title": "街景", "credit_kind": "archive", "file": picture_file()})
    assert not type(make_photo()).objects.exclude(title="街景").exists()


def test_the_list_costs_the_same_however_long_it_is(desk, django_assert_max_num_queries):
    for number in range(20):
        make_photo(place=make_place(f"第{number}区"))
    with django_assert_max_num_queries(11):
        page = desk.get(LIST)
    assert page.text.count('class="photo-thumbnail"') == 20
    assert page.text.count("记者 沈拾光 摄") == 20


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "电梯"}, {"老楼电梯"}),
        ({"q": "井道"}, {"老楼电梯"}),
        ({"q": "供热公司"}, {"检修"}),
        ({"q": "桃花"}, {"老楼电梯"}),
        ({"q": "没有这个词"}, set()),
        ({"lacks": "description"}, {"检修"}),
        ({"lacks": "credit"}, {"早市"}),
        ({"lacks": "x"}, {"老楼电梯", "检修", "早市"}),
        ({"credit_kind__exact": "supplied"}, {"检修"}),
        ({"taken_on__isnull": "False"}, {"早市"}),
        ({"uploaded_at__year": "1999"}, set()),
    ],
)
def test_the_list_is_searched_and_filtered(desk, query, found):
    make_photo(title="老楼电梯", alt_text="玻璃井道", place=make_place("桃花新村"))
    make_photo(title="检修", alt_text="", credit_kind="supplied", credit_name="市供热公司")
    make_photo(title="早市", credit_name="", taken_on="2026-11-12")
    answer = desk.get(LIST, query)
    assert {photo.title for photo in answer.context["cl"].result_list} == found


def test_the_list_says_what_a_picture_lacks(desk):
    make_photo(alt_text="", credit_name="")
    assert "待补：替代文字、署名" in desk.get(LIST).text


def test_the_page_of_a_picture_shows_it_with_its_credit_and_takes_no_other_file(desk):
    photo = make_photo()
    page = desk.get(f"{LIST}{photo.pk}/change/").text
    assert photo.url in page
    assert "记者 沈拾光 摄</output>" in page
    assert 'type="file"' not in page
    form = {"title": "改了名", "alt_text": "", "credit_kind": "archive", "credit_name": "", "taken_on": ""}
    assert desk.post(f"{LIST}{photo.pk}/change/", form).status_code == 302
    desk.post(f"{LIST}{photo.pk}/change/", {**form, "file": picture_file(colour=(1, 2, 3))})
    changed = type(photo).objects.get()
    assert (changed.title, changed.stem, changed.digest) == ("改了名", photo.stem, photo.digest)


def test_the_page_of_a_picture_lists_each_use_once(desk, reporter):
    photo = make_photo()
    text = f'<p><img src="{photo.url}"></p>'
    make_article("头条", lead_photo=photo, body=text, photos=[(photo, "gallery")])
    make_draft(reporter, "草稿里", body=text)
    make_topic("关注电梯", photo=photo)
    page = desk.get(f"{LIST}{photo.pk}/change/").text
    assert "还没有用到它的地方" not in page
    assert [page.count(title) for title in ("头条", "关注电梯")] == [1, 1]


def test_the_page_of_a_picture_that_nothing_uses_says_so(desk):
    assert "还没有用到它的地方" in desk.get(f"{LIST}{make_photo().pk}/change/").text


def test_uses_beyond_the_first_twenty_are_counted(desk, django_assert_max_num_queries):
    photo = make_photo()
    for number in range(25):
        make_topic(f"专题{number}", photo=photo)
    with django_assert_max_num_queries(16):
        page = desk.get(f"{LIST}{photo.pk}/change/").text
    assert "另有 5 处" in page
