"""Pictures that readers see or will see: whose they are to change, and what is never left empty."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from photos.models import Photo
from portal.testing import make_article, make_draft, make_photo, make_topic, picture_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
LIST = "/admin/photos/photo/"
SENTENCE = "已公开或已签发的内容正在使用这张图片，只有终审可以修改。"


def typed(**fields):
    return {
        "title": "街景", "alt_text": "换了说法", "credit_kind": "photographer", "credit_name": "记者 沈拾光", **fields,
    }  # fmt: skip


def save(client, photo, **fields):
    return client.post(f"{LIST}{photo.pk}/change/", typed(**fields))


def lead(photo):
    make_article(lead_photo=photo)


def scheduled(photo):
    make_article(lead_photo=photo, publish_at=timezone.now() + timedelta(days=1))


def gallery(photo):
    make_article(photos=[(photo, "gallery")])


def in_text(photo):
    make_article(body=f'<p><img src="{photo.url}"></p>')


def topic(photo):
    make_topic(photo=photo)


@pytest.mark.parametrize("use", [lead, scheduled, gallery, in_text, topic])
def test_a_picture_in_approved_use_is_the_final_reviewers_to_change(use, cast, as_person):
    photo = make_photo()
    use(photo)
    for name in ("reporter", "first_reviewer", "keeper"):
        client = as_person(cast[name])
        page = client.get(f"{LIST}{photo.pk}/change/")
        assert page.status_code == 200
        assert SENTENCE in page.text
        assert 'name="alt_text"' not in page.text
        assert save(client, photo).status_code == 403
    client = as_person(cast["final_reviewer"])
    assert SENTENCE not in client.get(f"{LIST}{photo.pk}/change/").text
    assert save(client, photo).status_code == 302
    assert Photo.objects.get().alt_text == "换了说法"


@pytest.mark.parametrize("use", [lead, scheduled, gallery, in_text, topic])
def test_nobody_empties_what_readers_need(use, as_person, final_reviewer):
    photo = make_photo()
    use(photo)
    client = as_person(final_reviewer)
    for name in ("alt_text", "credit_name"):
        answer = save(client, photo, title="改了名", **{name: " "})
        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors == {name: ["不能留空：已公开或已签发的内容正在使用这张图片。"]}
    assert Photo.objects.get().title == "街景"
    assert save(client, photo, credit_kind="archive", credit_name="").status_code == 302


def test_a_reporter_completes_a_picture_that_is_not_approved_anywhere(as_person, reporter):
    photo = make_photo(alt_text="", credit_name="")
    make_draft(reporter, lead_photo=photo)
    make_article(lead_photo=photo, state=Article.State.IN_REVIEW, publish_at=None)
    assert save(as_person(reporter), photo).status_code == 302
    assert Photo.objects.get().is_publishable


def test_the_same_file_again_in_a_pop_up_changes_nothing_of_a_picture_in_approved_use(as_person, reporter):
    client = as_person(reporter)
    client.post(f"{LIST}add/", typed(file=picture_file()))
    photo = Photo.objects.get()
    make_topic(photo=photo)
    data = typed(file=picture_file(), taken_on="2026-01-01", _popup="1")
    assert client.post(f"{LIST}add/?_popup=1", data).status_code == 200
    photo.refresh_from_db()
    assert photo.taken_on is None
