"""The editor is dark where the desk is dark, in every part of it, and changes with it."""

import pytest
from playwright.sync_api import expect

from .clipboard import body_of, paste_alone
from .item_form import EDITOR, open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The least contrast of the texts in a part of the page, with the ground that is really behind each, frames included.
# Colours are read from a canvas, which knows every way of writing them.
LEAST_CONTRAST = """(part) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const channels = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return canvas.getImageData(0, 0, 1, 1).data;
    };
    const luminance = (colour) => {
        const [red, green, blue] = [...channels(colour)].map((value) => value / 255).map((value) =>
            value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const styleOf = (element) => element.ownerDocument.defaultView.getComputedStyle(element);
    const ground = (element) => {
        const { backgroundColor } = styleOf(element);
        if (channels(backgroundColor)[3] === 255) return backgroundColor;
        return ground(element.parentElement ?? element.ownerDocument.defaultView.frameElement);
    };
    const written = [part, ...part.querySelectorAll("*")].filter((element) => element.checkVisibility()
        && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
    return Math.min(...written.map((element) => {
        const [dark, light] = [luminance(styleOf(element).color), luminance(ground(element))].sort();
        return (light + 0.05) / (dark + 0.05);
    }));
}"""
GROUND = "element => getComputedStyle(element).backgroundColor"
LIGHT, DARK = "rgb(251, 249, 244)", "rgb(22, 23, 25)"
INK, INK_ON_DARK = "rgb(31, 28, 25)", "rgb(233, 229, 221)"
READABLE = 4.5


def contrast(locator):
    expect(locator).to_be_visible()
    return locator.evaluate(LEAST_CONTRAST)


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_every_part_of_the_editor_is_readable_in_the_colours_of_the_desk(change, log_in, reporter, scheme):
    page = open_form(log_in(reporter, color_scheme=scheme), change)
    text = (
        '<h2>亮灯</h2><p>灯亮了<u>。</u><a href="https://www.example/">链接</a></p><table><tr><th>甲</th></tr></table>'
    )
    paste_alone(page, text)
    expect(body_of(page)).to_have_css("background-color", DARK if scheme == "dark" else LIGHT)
    assert contrast(body_of(page)) >= READABLE
    assert contrast(page.locator(".cke_notification")) >= READABLE
    icon = page.locator(".cke_button__bold_icon")
    assert icon.evaluate("element => getComputedStyle(element).filter") == ("invert(1)" if scheme == "dark" else "none")

    page.click(".cke_combo_button")
    menu = page.frame_locator(".cke_combopanel iframe").locator("html")
    expect(menu.locator(".cke_panel_grouptitle")).to_be_visible()
    expect(menu).to_have_css("color-scheme", "light dark")
    assert contrast(menu) >= READABLE
    page.keyboard.press("Escape")

    body_of(page).locator("a").click(button="right")
    menu = page.frame_locator(".cke_menu_panel iframe").locator("html")
    expect(menu.locator(".cke_menubutton_label").first).to_have_css("color", INK_ON_DARK if scheme == "dark" else INK)
    assert contrast(menu) >= READABLE
    page.keyboard.press("Escape")

    page.click(".cke_button__image")
    assert contrast(page.locator(".cke_dialog")) >= READABLE
    page.click(".cke_dialog_tabs >> text=上传")
    assert contrast(page.locator(".cke_dialog")) >= READABLE


def test_the_editor_follows_the_toggle_and_the_system(change, log_in, reporter):
    page = open_form(log_in(reporter, color_scheme="light"), change)
    toolbar, frame = page.locator(".cke_top"), page.frame_locator(EDITOR).locator("body")
    expect(frame).to_have_css("background-color", LIGHT)
    light = toolbar.evaluate(GROUND)
    page.click(".theme-toggle >> visible=true")
    expect(frame).to_have_css("background-color", DARK)
    assert toolbar.evaluate(GROUND) != light
    assert contrast(frame.locator("p").first) >= READABLE
    page.evaluate("localStorage.setItem('theme', 'auto'); document.documentElement.dataset.theme = 'auto'")
    expect(frame).to_have_css("background-color", LIGHT)
    page.emulate_media(color_scheme="dark")
    expect(frame).to_have_css("background-color", DARK)
