"""Several pictures are described on one page."""

import pytest

from articles.tests.admin_form import said
from photos import describing
from photos.models import Photo
from portal.testing import CAST, make_article, make_photo, make_place

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/photos/photo/describe/"
INSIDE = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer", "keeper"}


@pytest.fixture
def three(reporter):
    bare = {"alt_text": "", "credit_name": "", "uploaded_by": reporter}
    return [make_photo(colour=(number * 40, 0, 0), title=f"图{number}", **bare) for number in range(3)]


def open_page(client, photos):
    return client.get(ADDRESS, {"photos": ".".join(str(photo.pk) for photo in photos)})


def send(client, photos, **typed):
    """Post the page of `photos`, as it is filled in, with `typed` over it."""
    page = open_page(client, photos)
    fields = {**form_of_page(page), **{name.replace("__", "-"): value for name, value in typed.items()}}
    return client.post(f"{ADDRESS}?photos={'.'.join(str(photo.pk) for photo in photos)}", fields, follow=True)


def form_of_page(page):
    fields = {}
    for form in [page.context["shared"], page.context["formset"].management_form, *page.context["formset"].forms]:
        for bound in form:
            value = bound.value()
            fields[bound.html_name] = "" if value is None else getattr(value, "pk", value)
            if bound.field.show_hidden_initial:
                fields[bound.html_initial_name] = fields[bound.html_name]
    return fields


def test_the_credit_the_day_and_the_place_are_written_once_and_the_rest_for_each(as_person, reporter, three):
    place = make_place("桃花新村")
    page = send(
        as_person(reporter), three,
        shared__credit_kind="supplied", shared__credit_name="王女士",
        shared__taken_on="2026-11-20", shared__place=place.pk,
        **{f"form__{number}__alt_text": f"第{number}张" for number in range(3)},
        form__1__credit_kind="photographer", form__1__credit_name="记者 林知夏", form__2__title="新名",
    )  # fmt: skip
    assert said(page) == ["已保存3张图片的说明。"]
    stored = list(Photo.objects.order_by("pk"))
    assert [photo.alt_text for photo in stored] == ["第0张", "第1张", "第2张"]
    assert [photo.credit for photo in stored] == ["王女士 供图", "记者 林知夏 摄", "王女士 供图"]
    assert [photo.title for photo in stored] == ["图0", "图1", "新名"]
    assert {(photo.place, str(photo.taken_on)) for photo in stored} == {(place, "2026-11-20")}


def test_what_a_picture_says_of_itself_is_not_overwritten_by_what_all_share(as_person, reporter, three):
    own = make_photo(colour=(9, 99, 9))
    send(as_person(reporter), [own, three[0]], shared__credit_name="王女士")
    for photo, credit in ((own, "记者 沈拾光 摄"), (three[0], "王女士 摄")):
        photo.refresh_from_db()
        assert photo.credit == credit


def test_what_is_still_lacking_is_told_and_leads_back(as_person, reporter, three):
    page = send(as_person(reporter), three, form__0__alt_text="一", shared__credit_name="王女士")
    assert "还有2张缺替代文字或署名" in page.content.decode()
    assert f"/describe/?photos={three[1].pk}.{three[2].pk}" in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"form__0__alt_text": "长" * 121}, {"form__1__title": ""}, {"shared__taken_on": "昨天"},
        {"shared__credit_name": "长" * 41}, {"form__2__place": "999999"}, {"shared__place": "MADE UP"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost_or_half_saved(as_person, reporter, three, wrong):
    page = send(as_person(reporter), three, form__2__alt_text="写好的", **wrong)
    text = page.content.decode()
    assert page.redirect_chain == []
    assert "errorlist" in text
    assert "写好的" in text
    assert all(value in text for value in wrong.values() if value not in ("999999", "MADE UP"))
    assert not Photo.objects.exclude(alt_text="").exists()


def test_only_what_was_changed_here_is_written(as_person, reporter, three):
    client = as_person(reporter)
    fields = form_of_page(open_page(client, three[:1]))
    Photo.objects.filter(pk=three[0].pk).update(alt_text="同事写的", credit_name="周砚秋")
    typed = {"form-0-title": "新名", "shared-credit_name": "王女士"}
    client.post(f"{ADDRESS}?photos={three[0].pk}", {**fields, **typed})
    three[0].refresh_from_db()
    assert (three[0].title, three[0].alt_text, three[0].credit_name) == ("新名", "同事写的", "周砚秋")


def test_without_numbers_it_shows_what_one_has_uploaded_and_not_yet_described(as_person, reporter, three):
    make_photo(colour=(7, 7, 7), uploaded_by=reporter)
    make_photo(colour=(8, 8, 8), alt_text="")
    page = as_person(reporter).get(ADDRESS)
    assert [form.instance for form in page.context["formset"].forms] == three
    Photo.objects.update(alt_text="好", credit_name="好")
    assert "您上传的图片都写好了" in as_person(reporter).get(ADDRESS).content.decode()


def test_one_that_was_deleted_meanwhile_keeps_no_other_from_being_saved(as_person, reporter, three):
    client = as_person(reporter)
    fields = form_of_page(open_page(client, three))
    address = f"{ADDRESS}?photos={three[0].pk}.{three[1].pk}.{three[2].pk}"
    three[1].delete()
    page = client.post(address, {**fields, "form-2-alt_text": "还在"}, follow=True)
    assert "有1张图片已被别人删除，说明没有保存。" in said(page)
    three[2].refresh_from_db()
    assert three[2].alt_text == "还在"


@pytest.mark.parametrize("numbers", ["", "x", "1.x.999999999999999999999", "..", "0", "9" * 400, ".".join("1" * 500)])
def test_made_up_numbers_break_nothing(as_person, reporter, numbers):
    assert as_person(reporter).get(ADDRESS, {"photos": numbers}).status_code == 200
    made_up = {"form-TOTAL_FORMS": "9" * 9, "form-INITIAL_FORMS": "1", "form-0-id": "7"}
    assert as_person(reporter).post(ADDRESS, made_up).status_code == 200


def test_what_readers_see_is_changed_by_a_final_reviewer_alone(as_person, reporter, final_reviewer, three):
    photo = make_photo(colour=(9, 99, 9), title="公开")
    make_article(lead_photo=photo)
    page = send(as_person(reporter), [three[0], photo], form__0__alt_text="改成这样", form__1__alt_text="先写的")
    assert "改成这样" in page.content.decode()
    assert set(Photo.objects.values_list("alt_text", flat=True)) == {"", "一条街"}
    send(as_person(final_reviewer), [three[0], photo], form__1__alt_text="改成这样")
    photo.refresh_from_db()
    assert photo.alt_text == "改成这样"


def test_what_is_public_is_never_left_without_its_words(as_person, final_reviewer):
    photo = make_photo()
    make_article(lead_photo=photo)
    assert send(as_person(final_reviewer), [photo], form__0__alt_text="").redirect_chain == []
    photo.refresh_from_db()
    assert photo.alt_text == "一条街"


@pytest.mark.parametrize("name", ["anonymous", *CAST])
def test_the_newsroom_describes_pictures_and_others_do_not(name, cast, as_person):
    photo = make_photo()
    inside = name in INSIDE
    assert as_person(cast[name]).get(f"{ADDRESS}?photos={photo.pk}").status_code == (200 if inside else 302)


def test_pictures_are_ticked_in_the_list_and_described_together(as_person, reporter, three):
    ticked = {"action": "describe_selected", "_selected_action": [three[2].pk, three[0].pk]}
    answer = as_person(reporter).post("/admin/photos/photo/", ticked)
    assert answer["Location"] == f"{ADDRESS}?photos={three[0].pk}.{three[2].pk}"


def test_what_somebody_else_wrote_meanwhile_stands_and_what_was_typed_is_told(as_person, reporter, three):
    fields = {
        **form_of_page(open_page(as_person(reporter), three)),
        "form-0-alt_text": "我写的",
        "form-1-alt_text": "另一张",
    }
    Photo.objects.filter(pk=three[0].pk).update(alt_text="别人写的")
    address = f"{ADDRESS}?photos={'.'.join(str(photo.pk) for photo in three)}"
    page = as_person(reporter).post(address, fields, follow=True)
    assert [photo.alt_text for photo in Photo.objects.order_by("pk")] == ["别人写的", "另一张", ""]
    assert "“图0”的说明刚才已有别人写好，保留了对方写的。您写的是：我写的" in said(page)


def test_those_that_do_not_fit_on_one_page_follow_on_the_next(as_person, reporter, three, monkeypatch):
    monkeypatch.setattr(describing, "MOST", 2)
    client = as_person(reporter)
    assert "保存以后接着写另外1张。" in open_page(client, three).text
    page = send(client, three, form__0__alt_text="第一张")
    assert [form.instance for form in page.context["formset"].forms] == three[2:]
    assert page.redirect_chain[0][0] == f"{ADDRESS}?photos={three[2].pk}"
