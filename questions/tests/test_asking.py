"""Asking on two screens: what each desk's form asks for, what is taken in, and what is said about what is not."""

import re
from datetime import timedelta

import pytest
import time_machine

from portal.testing import make_answer, make_desk, make_place
from questions.models import Case, Category, Contact, Desk
from questions.tests.asking import ask_path, go_on, send, submission_of, was_received

pytestmark = pytest.mark.django_db
Asks = Desk.Asks
NAMES = ("place", "category", "address", "pictures", "name", "telephone")


def names_on(answer):
    return [name for name in NAMES if f'name="{name}"' in answer.content.decode()]


def test_the_first_screen_asks_for_the_question_alone(client):
    answer = client.get(ask_path(make_desk()))
    assert answer.status_code == 200
    assert names_on(answer) == []
    assert "private" in answer["Cache-Control"]


def test_the_second_screen_keeps_the_text_and_the_secret_of_the_first(client):
    desk = make_desk()
    submission = submission_of(client.get(ask_path(desk)))
    answer = go_on(client, desk, "路灯不亮", _submission=submission)
    assert answer.status_code == 200
    assert "路灯不亮</textarea>" in answer.content.decode()
    assert submission_of(answer) == submission
    assert names_on(answer) == ["pictures", "name", "telephone"]
    assert not Case.objects.exists()


@pytest.mark.parametrize("asks", Asks)
def test_the_form_asks_for_what_its_desk_wants(client, asks):
    fields = dict.fromkeys(["asks_place", "asks_address", "asks_pictures", "asks_category", "asks_contact"], asks)
    desk = make_desk(**fields)
    Category.objects.create(desk=desk, name="照明")
    place = make_place("禾东区")
    make_place("梧桐街道", parent=place)
    answer = go_on(client, desk, "路灯不亮")
    assert names_on(answer) == ([] if asks == Asks.NOT else list(NAMES))
    assert was_received(send(client, desk)) == (asks != Asks.MUST)


def test_all_that_was_typed_arrives(client):
    desk = make_desk(asks_address=Asks.MAY, asks_category=Asks.MAY)
    place = make_place("桃花新村", parent=make_place("禾东区"))
    category = Category.objects.create(desk=desk, name="照明")
    answer = send(
        client,
        desk,
        "第一行\r\n<b>第二行</b>",
        place=place.pk,
        category=category.pk,
        address="桃花路3号",
        name="王女士",
        telephone="１３８ ００００—００００",
    )
    assert was_received(answer)
    case = Case.objects.get()
    assert (case.desk, case.place, case.category, case.channel) == (desk, place, category, "web")
    assert case.text == "第一行\n<b>第二行</b>"
    assert (case.contact.name, case.contact.telephone) == ("王女士", "138 0000-0000")
    assert case.contact.address == "桃花路3号"
    assert not case.is_held


def test_nothing_of_a_contact_that_was_not_given_is_kept(client):
    assert was_received(send(client, make_desk(), name=" ", telephone=""))
    assert not Contact.objects.exists()


def test_a_field_that_the_desk_does_not_ask_for_is_not_taken(client):
    desk = make_desk(asks_contact=Asks.NOT)
    send(client, desk, name="王芳", telephone="13800000000", address="桃花路3号")
    assert Case.objects.exists()
    assert not Contact.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "\u3000\u200b\n", "？！……"])
@pytest.mark.parametrize("screen", [go_on, send])
def test_a_question_without_a_word_is_asked_for_again(client, screen, text):
    answer = screen(client, make_desk(), text)
    assert answer.status_code == 422
    assert "请写下您要说的事。" in answer.content.decode()
    assert not Case.objects.exists()


def test_two_thousand_characters_are_taken_however_their_lines_end(client):
    assert was_received(send(client, make_desk(), "字\r\n" * 999 + "字字"))
    assert len(Case.objects.get().text) == 2000


def test_a_question_that_is_too_long_is_given_back_whole(client):
    answer = send(client, make_desk(), "字" * 2001, name="王女士")
    page = answer.content.decode()
    assert "字" * 2001 in page
    assert 'value="王女士"' in page
    assert "2001" in page[: page.index("<textarea")]
    assert "maxlength" not in page


def test_markup_is_text(client):
    page = go_on(client, make_desk(), "</textarea><script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_control_characters_stay_outside(client):
    send(client, make_desk(), "路灯\x00\x1b不亮")
    assert Case.objects.get().text == "路灯不亮"


@pytest.mark.parametrize("typed", ["123", "打我电话", "138000000001234567", "+", "13800000000转2号"])
def test_a_number_that_cannot_be_rung_is_said_beside_its_field(client, typed):
    answer = send(client, make_desk(), telephone=typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>错误：" in page
    assert re.search(r'<div class="error-summary" role="alert" tabindex="-1" autofocus>', page)
    assert '<a href="#id_telephone">' in page
    field = re.search(r"<input[^>]*id_telephone[^>]*>", page)[0]
    assert "id_telephone_error" in field
    assert 'aria-invalid="true"' in field
    assert f'value="{typed}"' in field
    assert 'id="id_telephone_error"' in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("5550199", "5550199"),
        ("(0000) 5550199", "0000 5550199"),
        ("０００－５５５０１９９", "000-5550199"),
        ("+86 138 0000 0000", "+86 138 0000 0000"),
        ("\u202d138 0000 1111\u202c", "138 0000 1111"),
        ("\u2068138\u205f0000\u20001111\ufe0f\u2069", "138 0000 1111"),
        ("138.0000.1111", "138 0000 1111"),
        ("13800001111、13900002222", "13800001111 / 13900002222"),
        ("88887777转801", "88887777转801"),
    ],
)
def test_a_number_is_taken_as_people_write_and_paste_it(client, typed, kept):
    assert was_received(send(client, make_desk(), telephone=typed))
    assert Contact.objects.get().telephone == kept


def test_the_category_of_another_desk_is_refused(client):
    desk, other = make_desk(asks_category=Asks.MAY), make_desk("随手拍")
    Category.objects.create(desk=desk, name="照明")
    foreign = Category.objects.create(desk=other, name="井盖")
    assert send(client, desk, category=foreign.pk).status_code == 422


def test_why_the_contact_is_asked_for_and_when_it_goes_is_said(client, settings):
    settings.CONTACT_DAYS = 45
    assert "办结45天后删除" in go_on(client, make_desk(), "路灯不亮").content.decode()


def test_answers_that_look_alike_are_offered_before_the_form(client):
    desk = make_desk()
    alike = make_answer("桃花新村的路灯什么时候修", desk=desk, question="桃花新村3排的路灯坏了。")
    page = go_on(client, desk, "桃花新村路灯坏了").content.decode()
    form = page.index('<form method="post"')
    assert page.index(alike.get_absolute_url()) < page.index("没找到？请在下面继续提问") < form
    assert "没找到" not in go_on(client, desk, "怎么给孩子上户口").content.decode()


def test_a_form_left_open_for_a_day_is_still_accepted(client):
    client.handler.enforce_csrf_checks = True
    desk = make_desk()
    with time_machine.travel("2026-03-02T12:00:00+08:00") as clock:
        answer = client.get(ask_path(desk))
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode())[1]
        clock.shift(timedelta(days=1))
        assert was_received(send(client, desk, submission=submission_of(answer), csrfmiddlewaretoken=token))


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_no_other_method_is_answered(client, method):
    assert getattr(client, method)(ask_path(make_desk())).status_code == 405


def test_the_elder_edition_asks_within_itself(client):
    desk = make_desk()
    answer = client.post(f"/elder{ask_path(desk)}", {"_step": "send", "_submission": "a" * 32, "text": "路灯不亮"})
    assert answer["Location"] == "/elder/questions/track/receipt/"
