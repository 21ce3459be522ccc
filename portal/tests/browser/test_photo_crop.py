"""Cropping a picture by drawing on it what shall stay."""

import pytest
from playwright.sync_api import expect

from photos.models import Photo
from portal.testing import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_shall_stay_is_drawn_on_the_picture(log_in, site, reporter):
    photo = make_photo(800, 400)
    page = log_in(reporter)
    page.goto(f"{site}/admin/photos/photo/{photo.pk}/reshape/")
    part = page.locator("[data-crop-part]")
    expect(part).to_be_hidden()
    box = page.locator("[data-photo-crop]").bounding_box()
    x, y, width, height = box["x"], box["y"], box["width"], box["height"]
    page.mouse.click(x + width / 2, y + height / 2)
    expect(page.locator("#id_left")).to_have_value("")
    page.mouse.move(x + width * 0.75, y + height * 0.5)
    page.mouse.down()
    page.mouse.move(x + width * 0.25, y - 20)
    page.mouse.up()
    expect(part).to_be_visible()
    sides = [float(page.input_value(f"#id_{side}")) for side in ("left", "top", "right", "bottom")]
    assert sides == pytest.approx([25, 0, 25, 50], abs=0.5)
    page.fill("#id_bottom", "0")
    expect(part).to_have_css("bottom", "0px")
    page.click("[name=crop]")
    page.locator(".messagelist .success").wait_for()
    assert Photo.objects.values_list("width", "height").get() == (pytest.approx(400, abs=4), 400)
