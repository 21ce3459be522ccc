"""The way of an article, walked by hand: a reporter writes, a colleague passes it, a citizen reads."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article
from photos.models import Photo
from portal.testing import make_column, make_contributor, make_draft, make_photo, picture_file
from portal.tests.browser.item_form import wait_for_editor, write
from portal.tests.browser.windows import last_click

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("one_review")]


@pytest.fixture
def newsroom(reporter, final_reviewer):
    """A column, a picture in the library, and the reporter's own name as a contributor."""
    make_contributor("林知夏", user=reporter)
    make_photo(1200, 800, title="新候车亭", credit_name="记者 林知夏")
    return make_column("要闻")


def test_an_article_goes_from_the_reporters_desk_to_the_front_page(
    newsroom, log_in_by_hand, open_page, reporter, final_reviewer
):
    desk = log_in_by_hand(reporter)
    desk.goto(desk.url + "articles/article/add/")
    desk.fill("[name=kicker]", "建设者说")
    desk.fill("[name=title]", "四十八座候车亭换新")
    desk.click("summary:has-text('摘要')")
    desk.fill("[name=summary]", "挡风板、长凳和语音报站，一座候车亭能做的都做了。")
    desk.select_option("[name=column]", label="要闻")
    write(desk, "本报讯（记者 林知夏）昨日清晨，最后一座候车亭启用。", "等车的人多了一条长凳。")
    with desk.expect_popup() as opened:
        desk.click("#lookup_id_lead_photo")
    last_click(opened.value, opened.value.locator("[data-photo]"))
    expect(desk.locator("[data-photo-shown]").first).to_contain_text("新候车亭")
    desk.fill("[name=lead_caption]", "新候车亭里，市民在等车。")
    desk.click("button[name=_then][value=submit]")
    expect(desk.locator(".messagelist")).to_be_visible()
    article = Article.objects.get()
    assert article.state == Article.State.IN_REVIEW
    assert article.body.count("<p>") == 2
    assert [byline.contributor.name for byline in article.bylines.all()] == ["林知夏"]

    review = log_in_by_hand(final_reviewer)
    review.goto(review.url + "articles/article/?desk=awaiting")
    review.click("text=四十八座候车亭换新")
    review.click("form[action*='/decide/pass/'] button")
    expect(review.locator(".messagelist")).to_be_visible()

    reader = open_page("/", width=360)
    expect(reader.locator(".lead")).to_contain_text("四十八座候车亭换新")
    reader.click("text=四十八座候车亭换新")
    expect(reader.locator("h1")).to_have_text("四十八座候车亭换新")
    expect(reader.locator(".article")).to_contain_text("等车的人多了一条长凳。")
    expect(reader.locator("figcaption").first).to_contain_text("记者 林知夏 摄")
    assert reader.evaluate("document.querySelector('.article img').naturalWidth") > 0
    assert not reader.context.cookies()


def test_an_embargoed_article_appears_when_its_time_comes(newsroom, log_in, open_page, reporter, final_reviewer):
    embargo = timezone.localtime() + timedelta(hours=2)
    draft = make_draft(reporter, "明早开始供暖", source="青禾晚报")
    draft.publish_at = embargo
    draft.save()
    draft.decide("submit", reporter)

    review = log_in(final_reviewer)
    review.goto(f"{review.url}articles/article/{draft.pk}/change/")
    review.click("form[action*='/decide/pass/'] button")
    expect(review.locator(".messagelist")).to_be_visible()

    before = open_page("/")
    expect(before.locator("main")).not_to_contain_text("明早开始供暖")
    open_page.expected.append(" 404 ")
    assert before.goto(before.url.rstrip("/") + draft.get_absolute_url()).status == 404
    with time_machine.travel(embargo + timedelta(seconds=1)):
        after = open_page("/")
        after.click("text=明早开始供暖")
        expect(after.locator("h1")).to_have_text("明早开始供暖")


def test_a_picture_comes_in_from_inside_the_editor(newsroom, log_in, reporter, tmp_path):
    upload = tmp_path / "路口.png"
    upload.write_bytes(picture_file(900, 600, "PNG", colour=(20, 90, 140)).read())
    draft = make_draft(reporter)
    desk = log_in(reporter)
    desk.goto(f"{desk.url}articles/article/{draft.pk}/change/")
    desk.click(".cke_button__image")
    desk.click(".cke_dialog_tabs >> text=上传")
    desk.frame_locator(".cke_dialog_ui_input_file iframe").locator("input[type=file]").set_input_files(upload)
    desk.click(".cke_dialog_ui_fileButton")
    address = desk.locator(".cke_dialog input.cke_dialog_ui_input_text").first
    expect(address).to_have_value(re.compile(r"/photos/[0-9a-f]{24}-\d+\.webp"))
    desk.click(".cke_dialog_ui_button_ok")
    desk.click("button[name=_continue]")
    expect(desk.locator(".messagelist")).to_be_visible()
    photo = Photo.objects.get(width=900)
    draft.refresh_from_db()
    assert photo.stem in draft.body
    assert draft.inline_photos.get().photo == photo
    # Nobody has described or credited it yet, so it cannot be published.
    assert any(photo.title in problem for problem in draft.publication_problems())


def test_pasted_script_is_taken_out_and_the_writer_is_told(newsroom, log_in, reporter):
    draft = make_draft(reporter)
    desk = log_in(reporter)
    desk.goto(f"{desk.url}articles/article/{draft.pk}/change/")
    wait_for_editor(desk)
    nasty = (
        '<p onclick="alert(1)">正文照旧</p><script>alert(2)</script><iframe src="https://elsewhere.example"></iframe>'
    )
    desk.evaluate(
        "html => CKEDITOR.instances.id_body.fire('paste', {type: 'html', dataValue: html, dataTransfer: "
        "new CKEDITOR.plugins.clipboard.dataTransfer(), method: 'paste'})",
        nasty,
    )
    expect(desk.locator(".cke_notification_warning")).to_contain_text("script")
    desk.click("button[name=_continue]")
    expect(desk.locator(".messagelist")).to_be_visible()
    draft.refresh_from_db()
    assert "正文照旧" in draft.body
    assert "alert" not in draft.body
    assert "iframe" not in draft.body
