"""The receipt: the code in this browser alone, and what happens next."""

import pytest
import time_machine

from portal.testing import make_desk
from questions import receipts
from questions.models import Case
from questions.tests.asking import send

pytestmark = pytest.mark.django_db
PATH = "/questions/track/receipt/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-03-02T12:00:00+08:00", tick=False) as clock:
        yield clock


@pytest.fixture
def code(client):
    desk = make_desk(response_amount=24, answer_amount=5)
    send(client, desk, submission="a" * 32)
    return receipts.derive("a" * 32, desk.pk, "路灯不亮")


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_it_shows_the_code_in_groups_of_four_and_as_a_qr_code(client, code, edition):
    page = client.get(edition + PATH).content.decode()
    assert f'<p class="receipt-code">{receipts.shown(code)}</p>' in page
    assert len(receipts.shown(code).split("-")) == 3
    assert 'class="qr"' in page
    assert "请抄下或截屏保存" in page


def test_it_says_by_when_something_happens(client, code):
    page = client.get(PATH).content.decode()
    assert '<time datetime="2026-03-03T12:00+08:00">3月3日（星期二）12:00</time>以前记者接手' in page
    assert '<time datetime="2026-03-09">3月9日（星期一）</time>以前答复您' in page


def test_the_code_stands_in_no_address_of_the_page(client, code):
    answer = client.get(PATH)
    assert code not in answer.content.decode()
    assert "/track/case/" in answer.content.decode()


def test_no_cache_no_robot_and_no_other_site_learns_of_it(client, code):
    answer = client.get(PATH)
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "strict-origin"


def test_without_the_cookie_it_leads_to_the_door(client, code):
    client.cookies.clear()
    answer = client.get(PATH)
    assert (answer.status_code, answer["Location"]) == (302, "/questions/track/")
    assert "no-store" in answer["Cache-Control"]


def test_a_cookie_that_somebody_made_up_opens_nothing(client, code):
    client.cookies["receipt"] = code
    assert client.get(PATH).status_code == 302


def test_after_half_an_hour_the_browser_has_forgotten(client, code, clock):
    clock.shift(31 * 60)
    assert client.get(PATH).status_code == 302


def test_the_cookie_is_read_by_the_site_alone(client):
    cookie = send(client, make_desk()).cookies["receipt"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 30 * 60


def test_the_draft_of_the_desk_is_forgotten_by_the_browser(client, code):
    assert f'data-draft-sent="{Case.objects.get().desk.slug}"' in client.get(PATH).content.decode()
