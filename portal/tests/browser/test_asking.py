"""Asking by hand: on a small telephone, without JavaScript, over a lost connection, and from a printed poster."""

import re

import pytest
from playwright.sync_api import expect

from portal.testing import make_answer, make_desk, make_place, picture_file
from portal.tests.public_site import EDITIONS
from questions.models import Case, Desk

from .axe import violations
from .test_accessibility import REFLOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = "桃花新村的路灯坏了半个月，什么时候修？"


@pytest.fixture
def desk(transactional_db):
    make_place("桃花新村", parent=make_place("禾东区"))
    desk = make_desk(
        "随手拍", slug="snapshot", kind="snapshot", asks_contact=Desk.Asks.MUST, asks_address=Desk.Asks.MAY
    )
    make_answer("桃花新村的路灯什么时候修", desk=desk)
    return desk


def path_of(desk, edition=""):
    return f"{edition}/questions/desks/{desk.slug}/ask/"


def faults_on(page, edition):
    """What axe finds, in the dark too but for the elder edition, and whether the page scrolls sideways."""
    found = violations(page, in_the_dark=not edition)
    width = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{width} px wide"] if width > page.viewport_size["width"] else [])


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_screen_passes_axe_and_fits_a_small_telephone(desk, open_page, edition):
    # axe tries to set styles that the policy refuses.
    open_page.expected += [" 422 ", " 404 ", "Applying inline style"]
    page = open_page(path_of(desk, edition), width=REFLOW, height=640)
    assert not faults_on(page, edition)
    page.click("main [type=submit]")
    expect(page.locator(".error-summary")).to_be_focused()
    assert not faults_on(page, edition)
    page.fill("textarea", QUESTION)
    page.click("main [type=submit]")
    expect(page.locator(".alike")).to_contain_text("桃花新村的路灯什么时候修")
    assert not faults_on(page, edition)
    page.set_input_files("#id_pictures", {"name": "灯.jpg", "mimeType": "image/jpeg", "buffer": picture_file().read()})
    page.click("main [type=submit]")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^错误："))
    expect(page.locator("main")).to_contain_text("已收好1张图片")
    assert not faults_on(page, edition)
    page.click(".error-summary a[href='#id_telephone']")
    expect(page.locator("#id_telephone")).to_be_focused()
    page.keyboard.insert_text("１３８００００００００")
    page.fill("#id_name", "王女士")
    page.click("main [type=submit]")
    expect(page.locator(".receipt-code")).to_be_visible()
    assert not faults_on(page, edition)
    case = Case.objects.get()
    assert (case.text, case.contact.telephone, case.pictures.count()) == (QUESTION, "13800000000", 1)


def test_it_works_without_javascript(desk, open_page):
    page = open_page(f"/questions/desks/{desk.slug}/", width=360, java_script_enabled=False)
    page.click("a.primary")
    page.fill("textarea", QUESTION)
    page.click("main [type=submit]")
    page.select_option("[name=place]", label="桃花新村")
    page.fill("#id_name", "王女士")
    page.fill("#id_telephone", "13800000000")
    page.click("main [type=submit]")
    expect(page.locator(".receipt-code")).to_have_text(re.compile(r"^\w{4}-\w{4}-\w{4}$"))
    assert Case.objects.get().place.name == "桃花新村"


def test_no_target_is_smaller_than_a_thumb(desk, open_page):
    for edition, least in (("", 44), ("/elder", 60)):
        page = open_page(path_of(desk, edition), width=360)
        page.fill("textarea", QUESTION)
        page.click("main [type=submit]")
        targets = page.locator("main form").locator("input:visible, select, textarea, [type=submit], summary, .choice")
        heights = [box["height"] for box in (target.bounding_box() for target in targets.all()) if box["height"] > 30]
        assert len(heights) > 6
        assert min(heights) >= least


def test_a_draft_outlives_a_lost_connection_and_is_forgotten_with_the_receipt(desk, open_page, site):
    page = open_page(path_of(desk))
    page.fill("textarea", QUESTION)
    page.context.set_offline(True)
    open_page.expected.append("ERR_INTERNET_DISCONNECTED")
    page.click("main [type=submit]")
    page.context.set_offline(False)
    page.goto(f"{site}{path_of(desk, '/elder')}")
    expect(page.locator("textarea")).to_have_value(QUESTION)
    expect(page.locator("[data-draft-note]")).to_be_visible()
    page.click("main [type=submit]")
    page.fill("#id_name", "王女士")
    page.fill("#id_telephone", "13800000000")
    assert "13800000000" not in str(page.evaluate("Object.entries(localStorage)"))
    page.click("main [type=submit]")
    page.wait_for_url("**/track/receipt/")
    assert page.evaluate("localStorage.length") == 0


def test_a_draft_is_cleared_by_a_click_and_belongs_to_its_desk(desk, open_page, site):
    other = make_desk("读者热线", slug="hotline")
    page = open_page(path_of(desk))
    expect(page.locator("[data-draft-note]")).to_be_hidden()
    page.fill("textarea", QUESTION)
    page.goto(f"{site}{path_of(other)}")
    expect(page.locator("textarea")).to_have_value("")
    page.goto(f"{site}{path_of(desk)}")
    page.click("[data-draft-clear]")
    expect(page.locator("textarea")).to_have_value("")
    expect(page.locator("[data-draft-note]")).to_be_hidden()
    page.reload()
    expect(page.locator("textarea")).to_have_value("")


def test_a_draft_of_yesterday_is_not_brought_back(desk, open_page):
    page = open_page(path_of(desk))
    page.fill("textarea", QUESTION)
    page.evaluate(
        """() => {
            const [[key, text]] = Object.entries(localStorage);
            localStorage.setItem(key, JSON.stringify({ ...JSON.parse(text), at: Date.now() - 25 * 60 * 60 * 1000 }));
        }"""
    )
    page.reload()
    expect(page.locator("textarea")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("edition", ["", "/elder"])
@pytest.mark.parametrize("length", [30, 80, 300])
def test_a_poster_is_one_sheet_of_a4_and_nothing_of_it_is_cut_off(open_page, edition, length):
    desk = make_desk(
        "码" * 20, introduction="言" * length, answer_amount=999, response_amount=999, closes_on="2099-12-31"
    )
    page = open_page(f"{edition}/questions/desks/{desk.slug}/poster/")
    sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", sheet).groups())
    assert (round(width), round(height)) == (595, 842)  # points
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 in CSS pixels
    expect(page.locator("[data-print]")).to_be_hidden()
    foot, poster = (page.locator(name).bounding_box() for name in (".poster-foot", ".poster"))
    assert foot["y"] + foot["height"] < poster["y"] + poster["height"]
