"""Many files in one POST, without scripts."""

import pytest

from articles.tests.admin_form import said
from photos.models import Photo
from portal.testing import make_photo, picture_file

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/photos/photo/upload-many/"


def pictures(number):
    return [picture_file(colour=(at, 0, 0), file_format="PNG", name=f"图{at}.png") for at in range(number)]


def test_each_file_stands_for_itself_and_all_are_described_next(as_person, reporter):
    there = make_photo()
    files = [*pictures(2), picture_file(file_format="GIF", name="动.jpg"), picture_file()]
    page = as_person(reporter).post(ADDRESS, {"files": files}, follow=True)
    assert [form.instance.title for form in page.context["formset"].forms] == ["街景", "图0", "图1"]
    sentences = said(page)
    assert sentences[0].startswith("“动.jpg”没有收下：")
    assert sentences[1:] == ["有1张图片库里已有，没有重复存放。"]
    assert Photo.objects.count() == 3
    assert page.request["QUERY_STRING"] == f"photos={there.pk + 1}.{there.pk + 2}.{there.pk}"


def test_thirty_files_are_taken_at_once(as_person, reporter):
    page = as_person(reporter).post(ADDRESS, {"files": pictures(30)}, follow=True)
    assert len(page.context["formset"].forms) == Photo.objects.count() == 30


@pytest.mark.parametrize("files", [[], [picture_file(file_format="GIF", name="动.gif")]])
def test_where_nothing_is_taken_the_list_says_why(as_person, reporter, files):
    page = as_person(reporter).post(ADDRESS, {"files": files}, follow=True)
    assert page.redirect_chain == [("/admin/photos/photo/", 302)]
    assert len(said(page)) == 1


@pytest.mark.parametrize("page", ["", "add/"])
def test_the_list_and_the_page_of_a_new_picture_offer_it(as_person, reporter, page):
    text = as_person(reporter).get(f"/admin/photos/photo/{page}").content.decode()
    assert f'action="{ADDRESS}"' in text
    assert "multiple required" in text


def test_a_window_for_one_picture_does_not_offer_it(as_person, reporter):
    assert ADDRESS not in as_person(reporter).get("/admin/photos/photo/add/?_popup=1").content.decode()


def test_a_stranger_adds_nothing(as_person, outsider):
    assert as_person(outsider).post(ADDRESS, {"files": pictures(1)}).status_code == 302
    assert not Photo.objects.exists()


def test_who_may_only_look_adds_nothing(as_person, reporter):
    group = reporter.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="add_photo"))
    client = as_person(reporter)
    assert client.post(ADDRESS, {"files": pictures(1)}).status_code == 403
    assert ADDRESS not in client.get("/admin/photos/photo/").content.decode()
