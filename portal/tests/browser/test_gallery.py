"""Many pictures into a story at once: dropped, pasted, chosen from the library; described where they stand."""

import pytest
from playwright.sync_api import expect

from photos.intake import digest_of
from photos.models import Photo
from portal.testing import make_photo, picture_file

from .actions import Hand
from .item_form import open_form, save
from .windows import last_click

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GALLERY = "#photos-group"
UPLOAD = "**/photo/upload/"


def pictures(number, first=1):
    return [
        picture_file(colour=(at, 90, 60), file_format="PNG", name=f"第{at}张.png")
        for at in range(first, first + number)
    ]


def refused(name="信.jpg"):
    upload = picture_file(file_format="GIF")
    upload.name = name
    return upload


@pytest.fixture
def form(change, log_in, reporter):
    return open_form(log_in(reporter), change)


def titles(page):
    return page.locator(f"{GALLERY} tr.dynamic-photos [data-photo-shown] span").evaluate_all(
        "shown => shown.map((one) => one.firstChild.textContent)"
    )


def wait_for(page, state, number):
    expect(page.locator(f"[data-uploads] [data-state={state}]")).to_have_count(number)


def test_twelve_pictures_come_into_a_story_with_at_most_twenty_actions(form, draft):
    hand = Hand(form)
    hand.drop(GALLERY, *pictures(12))
    wait_for(form, "taken", 12)
    hand.select("[name=photos-credit-credit_kind]", "供图（X 供图）")
    hand.fill("[name=photos-credit-credit_name]", "王女士")
    for row in range(12):
        hand.fill(f"tr.dynamic-photos >> nth={row} >> [data-alt]", f"写给看不见的人{row + 1}")
    hand.click("button[name=_continue]")
    expect(form.locator(".messagelist .success")).to_be_visible()
    assert len(hand.actions) <= 20, hand.actions
    placed = [row.photo for row in draft.photos.select_related("photo")]
    assert [photo.title for photo in placed] == [f"第{at}张" for at in range(1, 13)]
    assert [photo.alt_text for photo in placed] == [f"写给看不见的人{at}" for at in range(1, 13)]
    assert {photo.credit for photo in placed} == {"王女士 供图"}
    assert not any(photo.lacking for photo in placed)


def test_one_that_is_refused_stops_no_other_and_the_same_is_not_placed_twice(form, draft, open_page):
    open_page.expected += [" 422 "]
    [upload] = pictures(1, first=2)
    old = make_photo(title="早就有")
    Photo.objects.update(digest=digest_of(upload))
    first, second, third = pictures(3)
    Hand(form).drop(GALLERY, first, refused(), second, first, third)
    wait_for(form, "taken", 3)
    wait_for(form, "refused", 1)
    wait_for(form, "twice", 1)
    expect(form.locator("[data-uploads-summary]")).to_contain_text("1个没有收下")
    assert titles(form) == ["第1张", "早就有", "第3张"]
    alt_text = form.locator(f"{GALLERY} tr.dynamic-photos [data-alt]").nth(1)
    expect(alt_text).to_be_disabled()
    expect(alt_text).to_have_value(old.alt_text)
    Hand(form).paste(f"{GALLERY} ~ [data-file-drop]", *pictures(2, first=3))
    wait_for(form, "taken", 5)
    assert titles(form) == ["第1张", "早就有", "第3张", "第4张"]
    save(form)
    assert [row.photo.title for row in draft.photos.all()] == ["第1张", "早就有", "第3张", "第4张"]


def test_what_is_slow_keeps_its_place_and_is_not_left_behind_unasked(form, draft, open_page):
    open_page.expected += ["ERR_FAILED", "net::"]
    held = []
    is_first = lambda request: "第1张".encode() in request.post_data_buffer  # noqa: E731
    form.route(UPLOAD, lambda route: held.append(route) if is_first(route.request) else route.continue_())
    Hand(form).drop(GALLERY, *pictures(4))
    wait_for(form, "taken", 3)
    asked = []
    form.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    form.click("button[name=_continue]")
    assert asked == ["还有1张图片没有传完，现在保存就不包括它们。仍要保存吗？"]
    held.pop().abort()
    wait_for(form, "refused", 1)
    form.unroute(UPLOAD)
    form.click("[data-uploads] button")
    wait_for(form, "taken", 4)
    assert titles(form) == ["第1张", "第2张", "第3张", "第4张"]
    save(form)
    assert [row.photo.title for row in draft.photos.all()] == ["第1张", "第2张", "第3张", "第4张"]


def test_an_ended_log_in_is_told_and_what_was_dropped_can_be_sent_after_another(form, open_page):
    open_page.expected += [" 403 "]
    cookies = form.context.cookies()
    form.context.clear_cookies()
    Hand(form).drop(GALLERY, *pictures(1))
    wait_for(form, "refused", 1)
    expect(form.locator("[data-uploads]")).to_contain_text("登录已经过期")
    assert not Photo.objects.exists()
    form.context.add_cookies(cookies)
    form.click("[data-uploads] button")
    wait_for(form, "taken", 1)


def test_several_are_ticked_in_the_library_and_come_into_the_gallery_together(form, draft):
    for number in (1, 2, 3):
        make_photo(title=f"旧{number}", colour=(number, 0, 0))
    with form.expect_popup() as popup:
        form.click("[data-choose-many]")
    popup.value.wait_for_load_state()
    for title in ("旧3", "旧1"):
        popup.value.check(f"label:has-text('{title}') input")
    last_click(popup.value, popup.value.locator("button:text-is('放入图集（2张）')"))
    form.wait_for_function("() => document.querySelectorAll('#photos-group tr.dynamic-photos').length === 2")
    assert titles(form) == ["旧3", "旧1"]
    save(form)
    assert [row.photo.title for row in draft.photos.all()] == ["旧3", "旧1"]


def test_a_gallery_that_was_not_saved_outlives_a_crash(form, change, draft):
    Hand(form).drop(GALLERY, *pictures(2))
    wait_for(form, "taken", 2)
    form.locator(f"{GALLERY} tr.dynamic-photos [data-alt]").nth(1).fill("第二座桥")
    form.wait_for_function("() => Object.values(localStorage).some((kept) => kept.includes('第二座桥'))")
    desk = form.context.pages[0]
    form.close()
    again = open_form(desk, change)
    again.click("button:text-is('恢复')")
    again.get_by_text("第2张").wait_for()
    expect(again.locator(f"{GALLERY} tr.dynamic-photos [data-alt]").nth(1)).to_have_value("第二座桥")
    save(again)
    assert [row.photo.alt_text for row in draft.photos.all()] == ["", "第二座桥"]
