"""Choosing and uploading pictures on an article's form, with the pop-up windows that do it."""

import pytest
from playwright.sync_api import expect

from photos.models import Photo
from portal.testing import make_photo, picture_file
from portal.tests.browser.item_form import wait_for_editor
from portal.tests.browser.windows import last_click

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADD = "/admin/articles/article/add/"
WIDTHS = pytest.mark.parametrize("width", [360, 1280])


@pytest.fixture
def form(log_in, site, reporter):
    def open_form(width):
        page = log_in(reporter, width=width)
        page.goto(f"{site}{ADD}")
        return page

    return open_form


def upload(window, file, title):
    window.set_input_files("[name=file]", {"name": "街.jpg", "mimeType": "image/jpeg", "buffer": file.read()})
    window.fill("[name=title]", title)
    last_click(window, window.locator("[name=_save]"))


@WIDTHS
def test_a_picture_is_chosen_from_the_library_and_taken_out_again(form, width):
    make_photo(title="早市")
    photo = make_photo(title="电梯")
    page = form(width)
    with page.expect_popup() as popup:
        page.click("#lookup_id_lead_photo")
    popup.value.fill("[name=q]", "电梯")
    popup.value.press("[name=q]", "Enter")
    popup.value.wait_for_url("**q=*")
    last_click(popup.value, popup.value.locator("[data-photo]"))
    field = page.locator("[data-photo-field]", has=page.locator("#id_lead_photo"))
    field.get_by_text("电梯").wait_for()
    expect(page.locator("#id_lead_photo")).to_have_value(str(photo.pk))
    field.locator("[data-photo-clear]").click()
    expect(page.locator("#id_lead_photo")).to_have_value("")
    expect(field.locator("img")).to_have_count(0)


@WIDTHS
def test_a_new_picture_is_uploaded_for_a_row_that_was_just_added(form, width):
    page = form(width)
    rows = page.locator("[id^=lookup_id_photos-]:not([id*=__prefix__])").count()
    page.click("#photos-group .add-row a")
    with page.expect_popup() as popup:
        page.click(f"#add_id_photos-{rows}-photo")
    upload(popup.value, picture_file(), "老街")
    page.locator(f"#photos-{rows}").get_by_text("老街").wait_for()
    expect(page.locator(f"#id_photos-{rows}-photo")).to_have_value(str(Photo.objects.get().pk))


def test_ckeditor_is_handed_a_picture_from_the_library_and_one_uploaded_there(form):
    photo = make_photo()
    page = form(1280)
    wait_for_editor(page)
    browse = """() => {
        const number = CKEDITOR.tools.addFunction((address) => { document.documentElement.dataset.handed = address; });
        window.open(`/admin/photos/photo/picker/?CKEditor=id_body&CKEditorFuncNum=${number}`);
    }"""
    with page.expect_popup() as popup:
        page.evaluate(browse)
    last_click(popup.value, popup.value.locator("[data-photo]"))
    expect(page.locator("html")).to_have_attribute("data-handed", photo.url)
    with page.expect_popup() as popup:
        page.evaluate(browse)
    popup.value.click("[href*='/add/']")
    upload(popup.value, picture_file(colour=(1, 2, 3)), "新街")
    last_click(popup.value, popup.value.get_by_text("新街", exact=True))
    expect(page.locator("html")).not_to_have_attribute("data-handed", photo.url)
    assert page.get_attribute("html", "data-handed") == Photo.objects.get(title="新街").url
