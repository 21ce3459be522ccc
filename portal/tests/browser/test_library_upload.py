"""Many pictures into the library: each tells what has become of it, then all are described on one page."""

import pytest
from playwright.sync_api import expect

from photos.models import Photo
from portal.testing import picture_file

from .actions import Hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def pictures(number):
    return [picture_file(colour=(at, 9, 9), file_format="PNG", name=f"图{at + 1}.png") for at in range(number)]


@pytest.fixture
def library(log_in, reporter, site):
    page = log_in(reporter)
    page.goto(f"{site}/admin/photos/photo/")
    return page


def test_thirty_pictures_are_dropped_and_described_on_one_page(library):
    hand = Hand(library)
    hand.drop("#changelist", *pictures(30))
    library.wait_for_url("**/describe/**")
    titles = library.locator("[name^=form-][name$=-title]").evaluate_all("fields => fields.map((field) => field.value)")
    assert sorted(titles, key=lambda title: int(title[1:])) == [f"图{number}" for number in range(1, 31)]
    hand.fill("[name=shared-credit_name]", "记者 沈拾光")
    library.focus("[name=form-0-alt_text]")
    library.keyboard.insert_text("第一张")
    library.keyboard.press("Tab")
    expect(library.locator("[name=form-0-title]")).to_be_focused()
    hand.click(".submit-row [type=submit]")
    expect(library.locator(".messagelist .success")).to_contain_text("30")
    assert Photo.objects.exclude(credit_name="记者 沈拾光").count() == 0
    assert Photo.objects.undescribed().count() == 29


def test_what_is_refused_is_read_first_and_leaving_in_between_is_asked_about(library, open_page):
    open_page.expected += [" 422 "]
    held = []
    library.route("**/photo/upload/", lambda route: held.append(route) or (len(held) > 1 and route.continue_()))
    wrong = picture_file(file_format="GIF")
    wrong.name = "信.jpg"
    Hand(library).paste("body", *pictures(2), wrong)
    expect(library.locator("[data-state=refused]")).to_have_count(1)
    asked = []
    library.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    library.locator("#site-name a").click(no_wait_after=True)
    library.wait_for_function("() => true")
    assert asked == ["beforeunload"]
    held[0].continue_()
    library.click("text=接着写说明（2张）")
    library.wait_for_url("**/describe/**")
    expect(library.locator(".described > li")).to_have_count(2)


def test_what_does_not_get_on_is_given_up_and_can_be_sent_again(library):
    library.clock.install()
    library.add_init_script(
        "const { send } = XMLHttpRequest.prototype;"
        "XMLHttpRequest.prototype.send = function (data) { window.sent = this; send.call(this, data); };"
    )
    library.reload()
    library.route("**/photo/upload/", lambda _held: None)
    failed, outcome = library.locator("[data-state=refused] button"), library.locator(".upload-outcome")
    Hand(library).drop("#changelist", *pictures(1))
    expect(library.locator("[data-state=sending]")).to_have_count(1)
    library.clock.fast_forward(61_000)
    expect(outcome).to_contain_text("没有传到")
    failed.click()
    # The server has all of it, and takes its time.
    library.evaluate("sent.upload.dispatchEvent(new ProgressEvent('load'))")
    library.clock.fast_forward(61_000)
    expect(library.locator("[data-state=sending]")).to_have_count(1)
    library.clock.fast_forward(60_000)
    expect(outcome).to_contain_text("没有传到")
    library.unroute("**/photo/upload/")
    failed.click()
    library.wait_for_url("**/describe/**")
