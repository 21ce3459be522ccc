"""The focus of a picture, set by a click on it."""

import pytest
from playwright.sync_api import expect

from photos.models import Photo
from portal.testing import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_click_on_the_picture_sets_its_focus_and_a_button_takes_it_away(log_in, site, reporter):
    photo = make_photo(800, 600)
    page = log_in(reporter)
    page.goto(f"{site}/admin/photos/photo/{photo.pk}/change/")
    mark = page.locator("[data-focus-mark]")
    expect(mark).to_be_hidden()
    picture = page.locator("[data-focus-picture] img")
    box = picture.bounding_box()
    picture.click(position={"x": box["width"] / 4, "y": box["height"] * 0.9})
    expect(page.locator("#id_focus_x")).to_have_value("25")
    expect(page.locator("#id_focus_y")).to_have_value("90")
    expect(mark).to_be_visible()
    part = page.locator("[data-focus-part]").first
    expect(part).to_have_css("object-position", "25% 90%")
    page.fill("#id_focus_x", "40")
    expect(part).to_have_css("object-position", "40% 90%")
    page.click("[name=_continue]")
    page.locator(".messagelist .success").wait_for()
    expect(page.locator("#id_focus_x")).to_have_value("40")
    assert Photo.objects.values_list("focus_x", "focus_y").get() == (40, 90)
    page.locator("[data-focus-clear]").click()
    expect(page.locator("#id_focus_x")).to_have_value("")
    expect(mark).to_be_hidden()
