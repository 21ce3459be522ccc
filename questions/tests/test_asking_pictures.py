"""Pictures that come with a question: through the library's door, private, and kept over an error."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from PIL import Image

from portal.testing import make_desk, picture_file
from questions.models import Case, Desk
from questions.tests.asking import send, was_received
from questions.unsent import FOLDER, UnsentPictures
from web.limits import Limit

pytestmark = pytest.mark.django_db
COLOURS = [(number * 40, 90, 60) for number in range(5)]


def file_of(content, name):
    upload = BytesIO(content)
    upload.name = name
    return upload


def bomb():
    upload = BytesIO()
    Image.new("1", (12_000, 12_000)).save(upload, "PNG")
    return file_of(upload.getvalue(), "bomb.png")


def token_of(answer):
    page = answer.content.decode()
    return page.split('name="_unsent" value="')[1].split('"')[0]


def unsent_files(settings):
    return list(settings.PRIVATE_ROOT.glob(f"{FOLDER}/*"))


def test_four_pictures_arrive_private_and_unpublished(client, settings):
    assert was_received(send(client, make_desk(), pictures=[picture_file(colour=colour) for colour in COLOURS[:4]]))
    pictures = Case.objects.get().pictures.all()
    assert len(pictures) == 4
    assert not any(picture.may_be_published for picture in pictures)
    assert not list(settings.MEDIA_ROOT.glob("**/*.*"))
    assert {file.stat().st_mode & 0o777 for file in settings.PRIVATE_ROOT.glob("cases/*")} == {0o600}


def test_consent_is_its_own_unticked_box(client):
    desk = make_desk()
    page = client.post(f"/questions/desks/{desk.slug}/ask/", {"text": "路灯不亮"}).content.decode()
    box = page.split('name="may_be_published"')[1].split(">")[0]
    assert "checked" not in box
    send(client, desk, pictures=[picture_file()], may_be_published="on")
    assert Case.objects.get().pictures.get().may_be_published


def test_nothing_of_where_and_when_is_kept(client):
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "SecretPhone", "2026:03:02 12:00:00"
    send(client, make_desk(), pictures=[picture_file(exif=exif)])
    with Case.objects.get().pictures.get().open() as file:
        assert b"SecretPhone" not in file.read()


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (file_of(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.svg"), "第1张："),
        (file_of(b"<!doctype html><script>alert(1)</script>", "a.jpg"), "第1张："),
        (file_of(b"", "a.jpg"), ""),
        (file_of(b"\xff\xd8\xff\xe0" + b"0" * 200, "a.jpg"), "第1张："),
        (bomb(), "像素"),
    ],
    ids=["svg", "html", "empty", "broken", "bomb"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(client, upload, sentence):
    upload.seek(0)
    answer = send(client, make_desk(), pictures=[upload])
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert '<a href="#id_pictures">' in page
    assert "路灯不亮</textarea>" in page
    assert not Case.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_a_sentence(client, settings):
    settings.CASE_PICTURE_MAX_BYTES = 100
    answer = send(client, make_desk(), pictures=[picture_file()])
    assert answer.status_code == 422
    assert "第1张：" in answer.content.decode()


def test_more_than_four_are_refused_with_a_sentence(client, settings):
    answer = send(client, make_desk(), pictures=[picture_file(colour=colour) for colour in COLOURS])
    assert answer.status_code == 422
    assert "最多4张图片" in answer.content.decode()
    assert not unsent_files(settings)


def test_a_desk_that_wants_a_picture_says_so(client):
    desk = make_desk(asks_pictures=Desk.Asks.MUST)
    assert "请至少添加一张图片。" in send(client, desk).content.decode()
    assert was_received(send(client, desk, pictures=[picture_file()]))


def test_a_desk_that_wants_none_takes_none(client):
    assert was_received(send(client, make_desk(asks_pictures=Desk.Asks.NOT), pictures=[picture_file()]))
    assert not Case.objects.get().pictures.exists()


def test_pictures_outlive_an_error_and_are_not_chosen_again(client, settings):
    desk = make_desk(asks_pictures=Desk.Asks.MUST)
    pictures = [picture_file(colour=colour) for colour in COLOURS[:2]]
    answer = send(client, desk, submission="a" * 32, telephone="没有", pictures=pictures)
    assert "已收好2张图片" in answer.content.decode()
    assert {file.stat().st_mode & 0o777 for file in unsent_files(settings)} == {0o600}
    answer = send(
        client, desk, submission="a" * 32, _unsent=token_of(answer), pictures=[picture_file(colour=COLOURS[2])]
    )
    assert was_received(answer)
    assert Case.objects.get().pictures.count() == 3
    assert not unsent_files(settings)


def test_a_form_whose_pictures_have_arrived_may_be_sent_again_without_them(client):
    desk = make_desk(asks_pictures=Desk.Asks.MUST)
    assert was_received(send(client, desk, submission="a" * 32, pictures=[picture_file()]))
    assert was_received(send(client, desk, submission="a" * 32))
    assert Case.objects.count() == 1


def test_sound_pictures_are_kept_beside_a_broken_one(client):
    answer = send(client, make_desk(), pictures=[file_of(b"no", "a.jpg"), picture_file()])
    page = answer.content.decode()
    assert "第1张：" in page
    assert "已收好1张图片" in page


def test_kept_and_new_ones_together_are_four_at_most(client):
    desk = make_desk()
    answer = send(client, desk, submission="a" * 32, telephone="没有", pictures=[picture_file(colour=COLOURS[0])])
    rest = [picture_file(colour=colour) for colour in COLOURS[1:]]
    answer = send(client, desk, submission="a" * 32, _unsent=token_of(answer), pictures=rest)
    assert answer.status_code == 422
    assert "已收好1张图片" in answer.content.decode()


def test_kept_pictures_can_be_left_out(client, settings):
    desk = make_desk()
    answer = send(client, desk, submission="a" * 32, telephone="没有", pictures=[picture_file()])
    assert was_received(send(client, desk, submission="a" * 32, _unsent=token_of(answer), _drop="on"))
    assert not Case.objects.get().pictures.exists()
    assert not unsent_files(settings)


def test_what_is_kept_belongs_to_one_form_for_one_day(client):
    desk = make_desk()
    with time_machine.travel("2026-03-02T12:00:00+08:00", tick=False) as clock:
        token = token_of(send(client, desk, submission="a" * 32, telephone="没有", pictures=[picture_file()]))
        assert UnsentPictures("a" * 32, token).load()
        assert not UnsentPictures("b" * 32, token).load()
        assert not UnsentPictures("a" * 32, token.replace(":", ":x", 1)).load()
        clock.shift(timedelta(hours=25))
        assert not UnsentPictures("a" * 32, token).load()


@pytest.mark.usefixtures("still")
def test_decoding_is_not_done_without_end(client, monkeypatch):
    monkeypatch.setattr("questions.views.asking.SENDING_PICTURES", Limit("asking.pictures", most=1, seconds=600))
    desk = make_desk()
    for _time in range(2):
        answer = send(client, desk, telephone="没有", pictures=[picture_file()])
    assert answer.status_code == 429
    assert "请重新选择图片" in answer.content.decode()


def test_pictures_of_forms_that_are_never_sent_do_not_fill_the_disk(client, settings, monkeypatch):
    monkeypatch.setattr("questions.views.asking.KEEPING_PICTURES", Limit("asking.unsent", most=3, seconds=600))
    desk = make_desk()
    for number in range(5):
        pictures = [picture_file(colour=(number * 40, one * 90, 60)) for one in range(2)]
        answer = send(client, desk, telephone="没有", pictures=pictures)
    assert len(unsent_files(settings)) == 3
    assert answer.status_code == 422
    assert "请重新选择图片" in answer.content.decode()
