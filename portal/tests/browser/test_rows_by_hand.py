"""Rows of a form are put in order by dragging, by buttons and by keys, and taken away with a way back."""

import pytest
from playwright.sync_api import expect

from portal.testing import make_draft

from .item_form import open_form, save, wait_until_kept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STEPS = "一二三四"


@pytest.fixture
def tip(reporter):
    return make_draft(reporter, "冬天防冻", steps=STEPS)


@pytest.fixture
def form(tip, log_in, reporter, site):
    page = open_form(log_in(reporter), f"{site}/admin/articles/article/{tip.pk}/change/")
    page.click("#steps-heading")
    return page


def shown(page):
    rows = page.locator("#steps-group tr.dynamic-steps [name$=-title]")
    return "".join(rows.evaluate_all("rows => rows.map((row) => row.value)"))


def stored(tip):
    return "".join(step.title for step in tip.steps.all())


def add(page, title):
    page.click("#steps-group .add-row a")
    row = page.locator(f"#steps-{page.locator('#steps-group tr.dynamic-steps').count() - 1}")
    row.locator("[name$=-title]").fill(title)
    row.locator("[name$=-text]").fill("照着做。")
    return row


def test_rows_change_places_by_buttons_by_keys_and_by_dragging(form, tip):
    expect(form.locator("#id_steps-0-order")).to_be_hidden()
    form.click("#steps-2 [data-move=up]")
    assert shown(form) == "一三二四"
    form.focus("#steps-3 [data-move=grip]")
    for _step in range(3):
        form.keyboard.press("ArrowUp")
    assert shown(form) == "四一三二"
    expect(form.locator("[data-rows-status]", has_text="第1行，共4行")).to_have_count(1)
    grip, goal = form.locator("#steps-1 [data-move=grip]"), form.locator("#steps-3 [data-move=grip]")
    goal.scroll_into_view_if_needed()
    begin, end = grip.bounding_box(), goal.bounding_box()
    form.mouse.move(begin["x"] + 5, begin["y"] + 5)
    form.mouse.down()
    form.mouse.move(end["x"] + 5, end["y"])
    form.wait_for_function("() => document.querySelector('#steps-group tr.dynamic-steps').id === 'steps-1'")
    form.mouse.up()
    assert shown(form) == "二四一三"
    save(form)
    assert stored(tip) == "二四一三"


def test_what_is_taken_away_can_be_put_back_and_new_rows_stand_where_they_were_put(form, tip):
    row = add(form, "五")
    row.locator("[data-move=up]").click()
    add(form, "六").locator("[data-remove-row]").click()
    for number in (0, 1):
        form.click(f"#steps-{number} [data-remove-row]")
    form.click("#steps-0 [data-remove-row]")
    assert shown(form) == "一二三五四六"
    form.click("#steps-group .add-row a")  # an empty row is no step
    save(form)
    assert stored(tip) == "一三五四"


def test_a_form_that_comes_back_shows_its_rows_in_the_order_in_which_they_were_put(form, tip):
    row = add(form, "这一步的名称实在是太长了长得一行写不下")
    row.locator("[name$=-text]").fill("长" * 300)
    for _step in range(3):
        row.locator("[data-move=up]").click()
    form.click("#steps-3 [data-remove-row]")
    add(form, "七").locator("[data-remove-row]").click()
    form.click("button[name=_continue]")
    expect(form.locator("#steps-group .errorlist").first).to_be_visible()
    assert shown(form)[0] == "一"
    assert shown(form)[-3:] == "二三四"
    expect(form.locator("#steps-3.row-removed")).to_have_count(1)


def test_the_order_of_rows_outlives_a_crash(form, tip):
    form.click("#steps-3 [data-move=up]")
    add(form, "五").locator("[data-move=up]").click()
    wait_until_kept(form, "五")
    assert shown(form) == "一二四五三"
    address = form.url
    form.close()
    again = open_form(form, address)
    again.click("button:text-is('恢复')")
    again.wait_for_function("() => document.querySelectorAll('#steps-group tr.dynamic-steps').length === 5")
    assert shown(again) == "一二四五三"
    save(again)
    assert stored(tip) == "一二四五三"
