"""Receipt codes cannot be guessed: thirty wrong ones in ten minutes, by whatever way; a right one always opens."""

import pytest

from questions.tests.following import PROGRESS, receive

pytestmark = pytest.mark.django_db
TRACK = "/questions/track/"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-02T12:00:00+08:00", tick=False)
    return time_machine


@pytest.fixture
def code():
    return receive()[1]


def guess(client, code="ABCDEFGHJKMN", address="203.0.113.7"):
    return client.post(TRACK, {"code": code}, REMOTE_ADDR=address)


def test_the_thirty_first_wrong_code_is_told_how_long_to_wait(client, clock):
    assert [guess(client).status_code for _number in range(31)] == [422] * 30 + [429]
    clock.shift(90)
    response = guess(client)
    assert response["Retry-After"] == "510"
    assert "请9分钟后再试" in response.content.decode()
    clock.shift(510)
    assert guess(client).status_code == 422


def test_somebodys_wrong_codes_lock_out_nobody_behind_the_same_address(client, code):
    for _number in range(31):
        assert guess(client).status_code in {422, 429}
    assert client.get(PROGRESS).url == TRACK
    assert guess(client, code).url == PROGRESS
    assert client.get(f"{TRACK}{code}/", REMOTE_ADDR="203.0.113.7").url == PROGRESS


@pytest.mark.usefixtures("still")
def test_right_codes_are_not_counted(client, code):
    for _number in range(40):
        assert guess(client, code).status_code == 302
    assert [guess(client).status_code for _number in range(31)] == [422] * 30 + [429]


@pytest.mark.usefixtures("still")
def test_addresses_with_a_code_in_them_count_too(client):
    for number in range(30):
        client.get(f"{TRACK}ABCDEFGHJK{number:02}/", REMOTE_ADDR="203.0.113.7")
    assert guess(client).status_code == 429
    client.get(f"{TRACK}ABCDEFGHJKMN/", REMOTE_ADDR="203.0.113.7")
    assert "分钟后再试" in client.get(TRACK).content.decode()


def test_other_addresses_are_not_kept_waiting(client):
    for _number in range(31):
        guess(client)
    assert guess(client, address="203.0.113.8").status_code == 422
