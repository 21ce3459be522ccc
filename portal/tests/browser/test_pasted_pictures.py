"""Pictures that are pasted or dropped into the text, and what becomes of them when it is saved."""

from functools import partial

import pytest
from playwright.sync_api import expect

from photos.models import Photo

from .clipboard import (
    NOTICE,
    body_of,
    coded,
    dismiss_notices,
    hand_over,
    paste,
    paste_alone,
    paste_html,
    picture,
    text_in,
)
from .item_form import open_form, save, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ARRIVED = "img[src*='/photos/']"
ALL = "img"
WAITING = "output.waiting"
UPLOAD = "**/editor-upload/"
FOREIGN = "站外图片不会随文字一起粘贴"


@pytest.fixture
def form(change, log_in, reporter):
    return open_form(log_in(reporter), change)


@pytest.fixture
def held(form):
    """The uploads of the form: each waits in this list until a test lets it go."""
    routes = []
    form.route(UPLOAD, lambda route: routes.append(route))
    return routes


def saved_text(draft):
    draft.refresh_from_db()
    assert "data:" not in draft.body
    return draft.body


def test_a_picture_in_the_clipboard_goes_to_the_library_and_into_the_text(form, draft):
    paste(form, {"image/png": picture(901)})
    expect(body_of(form).locator(ARRIVED)).to_be_visible()
    save(form)
    assert Photo.objects.get(width=901).stem in saved_text(draft)
    assert form.locator(".messagelist .warning").count() == 0


def test_pictures_that_were_pasted_with_text_arrive_each_in_its_place(form, draft):
    one, other = (f'<img src="data:image/png;base64,{coded(picture(width))}">' for width in (902, 903))
    paste_html(form, f"<p>前一段</p><p>{one}</p><p>后一段</p><p>{other}</p>")
    expect(body_of(form).locator(ARRIVED)).to_have_count(2)
    save(form)
    text = saved_text(draft)
    places = [text.index(words) for words in ("前一段", _stem(902), "后一段", _stem(903))]
    assert places == sorted(places)


def _stem(width):
    return Photo.objects.get(width=width).stem


def test_several_files_are_dropped_at_once_and_one_is_no_picture_that_the_library_takes(form, draft):
    hand_over(
        form,
        "drop",
        ("路口.jpg", "image/jpeg", picture(904, "JPEG")),
        ("街.webp", "image/webp", picture(905, "WEBP")),
        ("动图.gif", "image/gif", picture(906, "GIF")),
    )
    expect(body_of(form).locator(ARRIVED)).to_have_count(2)
    expect(form.locator(NOTICE, has_text="GIF")).to_be_visible()
    expect(body_of(form).locator(ALL)).to_have_count(2)
    save(form)
    assert all(_stem(width) in saved_text(draft) for width in (904, 905))
    assert {photo.title for photo in Photo.objects.all()} == {"路口", "街"}


def test_a_file_manager_pastes_its_file(form):
    hand_over(form, "paste", ("巷口.png", "image/png", picture(907)))
    expect(body_of(form).locator(ARRIVED)).to_be_visible()
    assert Photo.objects.get(width=907).title == "巷口"


def test_a_picture_that_was_copied_on_a_page_comes_as_a_file(form):
    paste(form, {"text/html": '<img src="https://elsewhere.example/a.png" alt="路口">', "image/png": picture(908)})
    expect(body_of(form).locator(ARRIVED)).to_be_visible()
    assert FOREIGN not in form.content()


def test_a_picture_in_a_text_of_word_comes_along(form, draft):
    word = '<meta name=Generator content="Microsoft Word 15"><p class=MsoNormal>图前<img src="file:///C:/image1.png">图后</p>'
    rich = rf"{{\rtf1{{\*\shppict{{\pict\picw913\pngblip\bliptag-1 {picture(913).hex()}}}}}}}"
    hand_over(form, "paste", (None, "text/html", word), (None, "text/rtf", rich))
    expect(body_of(form).locator(ARRIVED)).to_be_visible()
    assert form.locator(NOTICE).count() == 0
    save(form)
    assert "图前" in saved_text(draft)
    assert Photo.objects.get().stem in draft.body


def test_a_picture_that_cannot_come_along_leaves_its_text_and_a_word(form):
    sources = (
        "https://elsewhere.example/a.jpg",
        "file:///C:/a.png",
        "blob:null/1",
        "data:image/png;base64,A",
        "http://[x",
    )
    for source in sources:
        copied = f"<p>灯亮了。</p><p><img src='{source}' data-widget='uploadimage' data-cke-upload-id='7'></p>"
        assert "<img" not in paste_alone(form, copied)
        assert "灯亮了" in text_in(form)
        expect(form.locator(NOTICE)).to_contain_text(FOREIGN)
        dismiss_notices(form)


@pytest.mark.parametrize("way", ["button", "Enter"])
def test_saving_waits_for_what_is_on_its_way(form, held, draft, way):
    write(form, "本报讯　路口亮了灯。")
    paste(form, {"image/png": picture(909)})
    form.wait_for_function("() => !CKEDITOR.instances.id_body.uploadRepository.isFinished()")
    if way == "button":
        form.click("button[name=_continue]")
        form.click("button[name=_continue]")
    else:
        form.press("[name=title]", "Enter")
    expect(form.locator(WAITING)).to_have_text("图片还在上传，传完后自动保存……")
    draft.refresh_from_db()
    assert "路口亮了灯" not in draft.body
    held[0].continue_()
    expect(form.locator(".messagelist .success")).to_be_visible()
    assert Photo.objects.get(width=909).stem in saved_text(draft)
    assert draft.versions.count() == 2  # the first, and the one that was saved


def test_a_form_that_waits_for_an_upload_in_vain_says_so_and_saves_the_text_without_it(form, held, draft, open_page):
    open_page.expected.append("net::ERR_FAILED")
    write(form, "本报讯　路口亮了灯。")
    paste(form, {"image/png": picture(910)})
    form.wait_for_function("() => !CKEDITOR.instances.id_body.uploadRepository.isFinished()")
    form.click("button[name=_continue]")
    expect(form.locator(WAITING)).to_contain_text("还在上传")
    held[0].abort()
    expect(form.locator(NOTICE, has_text="图片没有传上来")).to_be_visible()
    expect(form.locator(WAITING)).to_contain_text("还没有保存")
    save(form)
    assert "路口亮了灯" in saved_text(draft)
    assert "<img" not in draft.body
    assert not Photo.objects.exists()


def test_an_upload_that_stalls_is_given_up(change, log_in, reporter):
    page = log_in(reporter)
    page.clock.install()
    page.goto(change)
    held = []
    page.route(UPLOAD, lambda route: held.append(route))
    paste(page, {"image/png": picture(911)})
    page.wait_for_function("() => CKEDITOR.instances.id_body.uploadRepository.loaders[0]?.status === 'uploading'")
    page.clock.fast_forward(61_000)
    expect(page.locator(NOTICE, has_text="图片没有传上来")).to_be_visible()
    expect(body_of(page).locator(ALL)).to_have_count(0)


REFUSALS = [
    (413, "<h1>Request Entity Too Large</h1>", "图片文件太大"),
    (403, "<h1>Forbidden</h1>", "登录已过期"),
    (403, '{"uploaded": 0, "error": {"message": "您没有上传图片的权限"}}', "您没有上传图片的权限"),
    (200, '{"uploaded": 0, "error": {"message": "这张图片已损坏"}}', "这张图片已损坏"),
    (200, "<form>登录</form>", "图片没有传上来"),
    (502, "", "图片没有传上来"),
]


def _answer(status, body, route):
    route.fulfill(status=status, body=body)


def test_a_refused_upload_is_a_sentence_and_nothing_else_is_lost(form, open_page):
    open_page.expected += [" 403 ", " 413 ", " 502 "]
    write(form, "本报讯　路口亮了灯。")
    for status, answer, sentence in REFUSALS:
        form.route(UPLOAD, partial(_answer, status, answer))
        paste(form, {"image/png": picture(912)})
        expect(form.locator(NOTICE, has_text=sentence)).to_be_visible()
        expect(form.locator(NOTICE)).to_have_count(1)  # and nothing of a success
        expect(body_of(form).locator(ALL)).to_have_count(0)
        dismiss_notices(form)
    assert "路口亮了灯" in text_in(form)
