"""A database that takes no writes: what reads goes on, what writes says so and gives back what was typed."""

import pytest

from operations.outages import outage_lines
from operations.tests.read_only_database import read_only_database
from portal.testing import make_desk, make_person
from portal.tests.addresses import address, routes
from portal.tests.canaries import make_one_of_each

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

IN_VAIN = "/search/?q=幽浮降落场"
QUESTION = "桃花新村的路灯坏了半个月，该找谁？"
BANNER = 'class="maintenance"'


@pytest.fixture(autouse=True)
def _as_in_production(client):
    client.raise_request_exception = False
    outage_lines.forget()


def text_of(response):
    return (b"".join(response) if response.streaming else response.content).decode(errors="replace")


def sent_by(client, desk):
    """Send a whole question, as its form does."""
    path = f"/questions/desks/{desk.slug}/ask/"
    return client.post(path, {"_step": "send", "text": QUESTION, "_submission": "a" * 32, "telephone": "13900000000"})


def test_every_address_that_reads_goes_on_and_no_other_is_broken(as_person, caplog):
    make_one_of_each()
    all_rights = make_person("keeper", "管理员", is_superuser=True)
    addresses = sorted({address(route, "1") for route in routes()} - {"/admin/logout/"}) + [IN_VAIN]
    assert len(addresses) > 100
    client, refused = as_person(all_rights), []
    with read_only_database():
        for path in addresses:
            response = client.get(path)
            text_of(response)
            assert response.status_code < 500, path
            response = client.post(path)
            if response.status_code >= 500:
                assert response.status_code == 503, path
                refused.append(path)
    assert len(refused) > 3
    assert not [line for line in caplog.messages if "Traceback" in line]
    assert sum("read only" in line for line in caplog.messages) == 1


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_a_search_in_vain_has_its_page(client, edition):
    with read_only_database():
        response = client.get(f"{edition}{IN_VAIN}")
    assert response.status_code == 200
    assert "幽浮降落场" in response.content.decode()


def test_a_question_is_given_back_with_the_reason_and_can_be_sent_once_more(client):
    desk = make_desk()
    with read_only_database():
        response = sent_by(client, desk)
    text = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"] == "120"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert "现在只能看，不能提交" in text
    assert f"<dd>{QUESTION}</dd>" in text
    assert f'<input type="hidden" name="text" value="{QUESTION}">' in text
    assert sent_by(client, desk).status_code == 302


def test_the_log_has_one_line_and_no_word_of_what_was_typed(client, caplog):
    desk = make_desk()
    with read_only_database():
        for _time in range(3):
            sent_by(client, desk)
    (line,) = caplog.messages
    assert "read only" in line
    assert QUESTION not in caplog.text
    assert "13900000000" not in caplog.text
    assert not any(record.exc_info for record in caplog.records)


def test_whoever_logs_in_is_told_why_not_and_no_password_comes_back(client):
    with read_only_database():
        response = client.post("/admin/login/", {"username": "linzhixia", "password": "a secret of mine"})
    text = response.content.decode()
    assert response.status_code == 503
    assert "现在暂时不能登录" in text
    assert "a secret of mine" not in text
    assert "linzhixia" not in text


def test_all_pages_say_so_from_the_first_write_that_failed_until_it_is_over(client, as_person, keeper):
    desk = make_desk()
    as_person(keeper)
    with read_only_database():
        sent_by(client, desk)
        assert BANNER in client.get("/").content.decode()
        assert BANNER in client.get("/elder/").content.decode()
        assert "请把正在写的留在页面里" in client.get("/admin/").content.decode()
        client.cookies.clear()
        assert "现在谁也登录不了" in client.get("/admin/login/").content.decode()
    assert BANNER not in client.get("/").content.decode()
