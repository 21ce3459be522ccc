"""What matters most in a picture stays in sight where a list or the front page shows a part of it."""

import re

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from photos.models import Photo
from portal.testing import make_article, make_photo

pytestmark = pytest.mark.django_db
TYPED = {"title": "街景", "alt_text": "一条街", "credit_kind": "photographer", "credit_name": "记者 沈拾光"}


def save(client, photo, **focus):
    return client.post(f"/admin/photos/photo/{photo.pk}/change/", {**TYPED, **focus})


def focus_of(photo):
    photo.refresh_from_db()
    return photo.focus_x, photo.focus_y


@pytest.mark.parametrize(
    ("typed", "focus"),
    [(("30", "100"), (30, 100)), (("0", ""), (0, 50)), (("", "80"), (50, 80)), (("", ""), (None, None))],
)
def test_it_is_typed_in_percent_and_half_of_it_means_the_middle_otherwise(as_person, reporter, typed, focus):
    photo = make_photo(focus_x=10, focus_y=10)
    assert save(as_person(reporter), photo, focus_x=typed[0], focus_y=typed[1]).status_code == 302
    assert focus_of(photo) == focus


@pytest.mark.parametrize("typed", ["101", "-1", "左边"])
def test_what_is_beside_the_picture_is_refused_with_a_sentence(as_person, reporter, typed):
    photo = make_photo()
    answer = save(as_person(reporter), photo, focus_x=typed, focus_y="50")
    assert list(answer.context["adminform"].form.errors) == ["focus_x"]
    assert focus_of(photo) == (None, None)


@pytest.mark.parametrize("focus", [(101, 5), (5, None), (None, 5)])
def test_the_database_keeps_no_point_beside_the_picture(focus):
    photo = make_photo()
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(focus_x=focus[0], focus_y=focus[1])


@pytest.mark.usefixtures("one_review")
def test_of_a_picture_that_readers_see_the_final_reviewer_alone_sets_it(as_person, reporter, final_reviewer):
    photo = make_photo()
    make_article(lead_photo=photo)
    assert save(as_person(reporter), photo, focus_x="20", focus_y="30").status_code == 403
    assert focus_of(photo) == (None, None)
    assert save(as_person(final_reviewer), photo, focus_x="20", focus_y="30").status_code == 302
    assert focus_of(photo) == (20, 30)


def test_the_front_page_and_a_list_carry_it_to_the_style_sheet(client):
    article = make_article(lead_photo=make_photo(focus_x=24, focus_y=96))
    for address in ("/", article.column.get_absolute_url(), article.get_absolute_url()):
        assert re.search(r'<img class="focus-x-2 focus-y-10" src="[^"]*"', client.get(address).text), address


def test_a_picture_without_it_is_shown_as_before(client):
    article = make_article(lead_photo=make_photo())
    assert "focus-x" not in client.get(article.get_absolute_url()).text


@pytest.mark.django_db(databases=[])
def test_every_class_has_its_place_in_the_style_sheet():
    sheet = (settings.BASE_DIR / "static/css/focus.css").read_text()
    for side in "xy":
        for percent in range(101):
            name = Photo(focus_x=percent, focus_y=percent).focus_classes.split()["xy".index(side)]
            place = re.search(rf"\.{name} {{ --focus-{side}: (\d+)%; }}", sheet)
            assert abs(percent - int(place[1] if place else 50)) <= 5
    assert "object-position: var(--focus-x, 50%) var(--focus-y, 50%)" in sheet
