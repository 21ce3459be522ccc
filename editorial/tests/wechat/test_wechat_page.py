"""The page of the desk that shows a piece for WeChat: who may look, who may take a copy, and of what."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from articles.tests.admin_form import url
from editorial.models import Entry
from editorial.tests.desk import STATES, stored
from portal.testing import make_article, make_draft, make_photo

pytestmark = pytest.mark.django_db
HOSTILE = "</title><script>alert(1)</script>"
WRITERS = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer"}


@pytest.fixture
def live(reporter):
    return make_article(HOSTILE, reporter, lead_photo=make_photo())


def take(client, item, form="clipboard"):
    return client.post(url("wechat_take", item.pk, form))


def test_whoever_may_look_sees_it_and_whoever_works_on_such_items_takes_it(live, cast, as_person):
    for name, person in cast.items():
        client = as_person(person)
        sees = name in {*WRITERS, "keeper"}
        for address in (url("wechat", live.pk), url("wechat_piece", live.pk), url("wechat_file", live.pk, "qr.png")):
            assert client.get(address).status_code == (200 if sees else 302), (name, address)
        offered = sees and "data-wechat-take" in client.get(url("wechat", live.pk)).content.decode()
        status = take(client, live).status_code
        assert offered == (status == 200) == (name in WRITERS), (name, status)


@pytest.mark.parametrize("state", [*STATES])
def test_a_copy_is_taken_of_what_readers_see_and_of_nothing_else(state, cast, reporter, final_reviewer, as_person):
    item = STATES[state](reporter, [cast[f"{level}_reviewer"] for level in ("first", "second", "final")])
    before, client = stored(), as_person(final_reviewer)
    page = client.get(url("wechat", item.pk)).content.decode()
    piece = client.get(url("wechat_piece", item.pk))
    assert stored() == before
    statuses = {take(client, item, form).status_code for form in ("clipboard", "page", "folder")}
    if item.is_live:
        assert statuses == {200}
        assert "请勿外传" not in page + piece.content.decode()
        return
    assert statuses == {403}
    assert stored() == before
    assert "data-wechat-take" not in page
    assert "download" not in page
    if item.is_withdrawn:
        assert "已撤稿，不再提供公众号文稿" in page
        assert piece.status_code == client.get(url("wechat_file", item.pk, "qr.png")).status_code == 403
    else:
        reason = "才公开；在此之前只是预览，请勿外传" if item.is_approved else "尚未签发，只是预览，请勿外传"
        assert reason in page
        assert reason in piece.content.decode()  # whoever copies it by hand copies this too


def test_an_embargo_ends_and_then_it_may_be_taken(reporter, as_person, time_machine):
    now = timezone.now()
    item = make_article("一早见报", reporter, publish_at=now + timedelta(hours=1))
    assert take(as_person(reporter), item).status_code == 403
    time_machine.move_to(now + timedelta(hours=1), tick=False)
    assert take(as_person(reporter), item).status_code == 200


def test_a_copy_that_is_taken_is_on_record_and_what_is_not_there_is_not(live, reporter, as_person):
    client = as_person(reporter)
    assert take(client, live, "word").status_code == 404
    for name in ("picture-9.jpg", "cover-tall.jpg", "article.html"):
        assert client.get(url("wechat_file", live.pk, name)).status_code == 404
    assert not Entry.objects.filter(action="wechat").exists()
    taken = take(client, live).json()
    assert taken["html"].startswith("<section")
    assert "alert(1)" not in taken["html"]
    entry = Entry.objects.get(action="wechat")
    assert (entry.actor, entry.item) == (reporter, live)
    assert "上次复制" in client.get(url("wechat", live.pk)).content.decode()


def test_the_piece_may_be_framed_by_our_page_alone_and_may_do_nothing(live, reporter, as_person):
    client = as_person(reporter)
    page, piece = client.get(url("wechat", live.pk)), client.get(url("wechat_piece", live.pk))
    policy = dict(part.strip().partition(" ")[::2] for part in piece["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "data:", "base-uri": "'none'",
        "form-action": "'none'", "frame-ancestors": "'self'", "sandbox": "allow-same-origin", "object-src": "'none'",
    }  # fmt: skip
    assert (piece["X-Frame-Options"], page["X-Frame-Options"]) == ("SAMEORIGIN", "DENY")
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert "<script" not in piece.content.decode()
    assert "&lt;script&gt;" in piece.content.decode()


def test_the_folder_holds_the_text_its_pictures_and_both_covers(live, reporter, as_person):
    client = as_person(reporter)
    response = take(client, live, "folder")
    assert response["Content-Disposition"] == f'attachment; filename="wechat-article-{live.pk}.zip"'
    with ZipFile(BytesIO(response.content)) as folder:
        names = folder.namelist()
        html = folder.read("article.html").decode()
    assert sorted(names) == ["article.html", "cover-square.jpg", "cover-wide.jpg", "picture-1.jpg", "qr.png"]
    assert 'src="picture-1.jpg"' in html
    assert 'src="qr.png"' in html
    assert "data:" not in html
    alone = take(client, live, "page")
    assert alone["Content-Disposition"].endswith('.html"')
    assert 'src="data:image/jpeg;base64,' in alone.content.decode()


def test_a_draft_offers_the_page_and_what_is_withdrawn_does_not(reporter, final_reviewer, as_person):
    draft, gone = make_draft(reporter), make_article(author=reporter)
    gone.decide("withdraw", final_reviewer, "不实")
    client = as_person(final_reviewer)
    for item, offered in ((draft, True), (gone, False)):
        assert (url("wechat", item.pk) in client.get(url("change", item.pk)).content.decode()) == offered
