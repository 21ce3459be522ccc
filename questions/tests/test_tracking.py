"""The door to a case: the code typed or scanned, kept in a cookie, and in no address and no log."""

import pytest

from questions import access, receipts
from questions.tests.following import PROGRESS, follow, page_of, receive

pytestmark = pytest.mark.django_db
TRACK = "/questions/track/"
WRONG = "ABCDEFGHJKMN"


@pytest.fixture
def code():
    return receive()[1]


def full_width(text):
    return "".join(chr(ord(character) + 0xFEE0) if character.isalnum() else "－" for character in text)


@pytest.mark.parametrize(
    "write",
    [
        receipts.shown,
        str.lower,
        lambda code: f"  {receipts.shown(code).lower()} ",
        lambda code: " ".join(code),
        lambda code: full_width(receipts.shown(code)),
        lambda code: full_width(code.lower()),
    ],
)
def test_a_code_is_taken_however_it_is_written(client, code, write):
    response = client.post(TRACK, {"code": write(code)})
    assert (response.status_code, response.url) == (302, PROGRESS)
    assert "楼下的路灯不亮" in page_of(client)


def test_the_qr_code_leads_to_an_address_without_the_code(client, code):
    assert code not in client.get(f"{TRACK}{code}/", follow=True).redirect_chain[-1][0]


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_door_stays_in_its_edition(client, code, edition):
    assert client.post(f"{edition}{TRACK}", {"code": code}).url == f"{edition}{PROGRESS}"


def test_unknown_malformed_and_empty_codes_get_the_same_page(client, code, django_assert_num_queries):
    answers = set()
    for typed in (WRONG, "", "'; DROP TABLE", "路灯", code[:-1], "9" * 100):
        with django_assert_num_queries(2):  # the case, and the columns of the paper
            response = client.post(TRACK, {"code": typed})
        page = response.content.decode().split('name="code"')
        assert access.COOKIE not in response.cookies
        answers.add((response.status_code, "没有找到这个回执码" in page[0]))
    assert answers == {(422, True)}


def test_what_was_typed_is_still_in_the_field(client):
    assert f'value="{WRONG}"' in client.post(TRACK, {"code": WRONG}).content.decode()


def test_a_wrong_address_leads_to_the_door_as_a_wrong_code_does(client):
    response = client.get(f"{TRACK}{WRONG}/")
    assert (response.status_code, response.url) == (302, TRACK)
    assert "没有找到这个回执码" in client.get(TRACK).content.decode()


def test_without_a_code_or_after_half_an_hour_the_page_sends_to_the_door(client, code, time_machine):
    assert client.get(PROGRESS).url == TRACK
    time_machine.move_to("2026-03-02T12:00:00+08:00", tick=False)
    follow(client, code)
    time_machine.shift(29 * 60)
    page_of(client)
    time_machine.shift(29 * 60)
    page_of(client)  # who goes on reading is not sent away
    time_machine.shift(31 * 60)
    assert client.get(PROGRESS).url == TRACK
    assert "请输入回执码" in client.get(TRACK).content.decode()


def test_a_forged_cookie_opens_nothing(client, code):
    client.cookies[access.COOKIE] = code
    assert client.get(PROGRESS).url == TRACK


def test_leaving_makes_the_browser_forget(client, code):
    follow(client, code)
    assert client.get(f"{TRACK}leave/").status_code == 405
    assert client.post(f"{TRACK}leave/").url == TRACK
    assert client.get(PROGRESS).url == TRACK


def test_nothing_of_it_may_be_kept_or_listed(client, code):
    answers = [client.get(TRACK), client.post(TRACK, {"code": WRONG}), client.get(f"{TRACK}{code}/")]
    answers += [client.get(PROGRESS), client.get(f"{PROGRESS}withdraw/")]
    for answer in answers:
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "strict-origin"


def test_the_cookie_is_for_the_server_alone(client, code, settings):
    settings.SESSION_COOKIE_SECURE = True
    client.get(f"{TRACK}{code}/", secure=True)
    cookie = client.cookies[access.COOKIE]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"


def test_no_log_holds_a_code(client, code, log):
    client.raise_request_exception = False
    client.get(f"{TRACK}{code}/more/")
    client.post(f"{TRACK}{code}/")
    client.get(f"{TRACK}{WRONG}/")
    client.post(TRACK, {"code": code + "2"})
    client.get(f"/questions//track/{code}/")
    strict = type(client)(enforce_csrf_checks=True)
    strict.post(f"{TRACK}{code}/")
    strict.post(f"{TRACK}{code}/more/")
    assert "Not Found" in log.getvalue()
    assert "Forbidden" in log.getvalue()
    assert code not in log.getvalue()
    assert WRONG not in log.getvalue()
