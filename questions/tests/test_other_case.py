"""A browser follows one case, and another only when its citizen presses for it; what is sent acts on the case shown."""

import re

import pytest
from django.test import Client

from portal.testing import make_desk, picture_file
from portal.tests.addresses import address, routes
from portal.tests.writes import tables_written
from questions.forms.following import FORMS
from questions.models import Case
from questions.receipts import shown
from questions.stages import answering, assigning
from questions.tests.following import (
    CONTACT,
    PROGRESS,
    TRACK,
    follow,
    followed_by,
    in_all_states,
    page_of,
    receive,
)

pytestmark = pytest.mark.django_db
# What a browser may be given by an address that somebody else wrote: a form's token, and a sentence of ours. A case it
# follows is kept for another half hour.
COOKIES = {"csrftoken", "messages", "receipt"}
# Of whatever form of the page it is, enough to be taken.
TYPED = {
    "text": "写了很久的话", "person": "写了很久的人", "comment": "写了很久的评语",
    "is_solved": "yes", "rating": "5", "number": "1",
}  # fmt: skip
GIVEN_BACK = {
    "add": ["要补充的内容", TYPED["text"]],
    "contact": ["怎么称呼您", TYPED["person"]],
    "rate": [TYPED["comment"]],
    "reopen": ["还有什么没解决", TYPED["text"]],
}


@pytest.fixture
def mine(client, reporter):
    """A case that the browser follows, with an answer, so that all can be done with it."""
    desk = make_desk("读者热线", members=[reporter], asks_address="may")
    case, code = receive(desk=desk, contact=CONTACT)
    assigning.claim(case, reporter)
    answering.answer_asker(case, reporter, "<p>已修好。</p>")
    case.code = code
    follow(client, code)
    return case


@pytest.fixture
def strangers(mine):
    case, code = receive("把电话写在这里", desk=make_desk("街坊求助"))
    case.code = code
    return case


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_a_link_to_another_case_is_asked_about_before_it_is_followed(edition, client, mine, strangers):
    answer = client.get(f"{edition}{TRACK}{strangers.code}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert followed_by(client) == mine
    for case in (mine, strangers):
        assert f"{case.desk} · 编号 {case.pk} · " in page
        assert case.text not in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "strict-origin"
    assert f'href="{edition}{PROGRESS}"' in page
    assert f'action="{edition}{TRACK}"' in page
    assert f'name="code" value="{strangers.code}"' in page
    assert client.post(f"{edition}{TRACK}", {"code": strangers.code}).url == f"{edition}{PROGRESS}"
    assert followed_by(client) == strangers


def test_the_own_code_scanned_again_and_the_first_code_of_all_need_no_question(client, mine, strangers):
    assert client.get(f"{TRACK}{shown(mine.code).lower()}/").url == PROGRESS
    assert followed_by(client) == mine
    client.cookies.clear()
    assert client.get(f"{TRACK}{strangers.code}/").url == PROGRESS
    page = page_of(client)
    assert f"街坊求助 · 编号 {strangers.pk} · " in page
    assert "如果不是您提交的" in page


def test_no_link_and_no_form_from_elsewhere_changes_which_case_is_followed(client, mine, strangers):
    """Every address of the room, with a stranger's code where it takes one, and a form sent there without our token.

    That no other address gives a browser anything to hold is seen in portal/tests/test_every_address.py.
    """
    paths = {address(route, key) for route in routes() for key in ("1", strangers.code)}
    paths = {path for path in paths if path.startswith("/questions/")} | {"/admin/login/"}
    paths |= {f"/elder{TRACK}{strangers.code}/", f"{TRACK}{shown(strangers.code)}/"}
    login = {"username": "reporter", "password": "correct horse battery"}
    sent = {**TYPED, **login, "code": strangers.code, "case": mine.pk, "_step": "send", "_submission": "a" * 32}
    elsewhere = Client(enforce_csrf_checks=True)
    elsewhere.cookies = client.cookies
    for path in sorted(paths):
        for ask in (client.get, client.head, lambda path: elsewhere.post(path, sent)):
            with tables_written() as written:
                answer = ask(path)
            assert not written, path
            assert set(answer.cookies) <= COOKIES, path
            assert followed_by(client) == mine, path
    assert len(paths) >= 30


def test_every_form_of_the_page_says_of_which_case_it_is(client, reporter):
    found = set()
    for state, code in in_all_states(reporter).items():
        follow(client, code)
        pages = page_of(client) + client.get(f"{PROGRESS}withdraw/").content.decode()
        forms = re.findall(r"<form [^>]*method=.post.*?</form>", pages, re.DOTALL)
        assert len(forms) > 1, state
        for form in forms:
            action = re.search(r'action="([^"]+)"', form)
            action = action[1].removeprefix(PROGRESS).strip("/") if action else "withdraw"
            if action != f"{TRACK}leave".strip("/"):
                found.add(action)
                assert f'name="case" value="{followed_by(client).pk}"' in form, (state, action)
    assert found == {*FORMS, "withdraw"} - {"consent"}  # to which nobody there has agreed


@pytest.mark.parametrize("action", [*FORMS, "withdraw"])
@pytest.mark.parametrize("left_out", [False, True])
def test_what_was_sent_from_the_page_of_another_case_is_given_back_and_changes_neither(
    action, left_out, client, mine, strangers
):
    """The stranger's case was opened in a second tab; the first still shows one's own."""
    follow(client, strangers.code)
    sent = {**TYPED, "pictures": picture_file()} | ({} if left_out else {"case": mine.pk})
    with tables_written() as written:
        answer = client.post(f"{PROGRESS}{action}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert not written
    assert followed_by(client) == strangers
    for words in ("什么都没有改动", f"街坊求助 · 编号 {strangers.pk}", "请重新选择图片", *GIVEN_BACK.get(action, [])):
        assert words in page
    assert f'href="{PROGRESS}"' in page
    follow(client, mine.code)
    assert client.post(f"{PROGRESS}{action}/", {**TYPED, "case": mine.pk}).status_code in {302, 422}


def test_asking_anew_follows_what_was_asked(client, mine):
    from questions.tests.asking import send

    assert send(client, mine.desk, "另一个问题").status_code == 302
    assert followed_by(client) == Case.objects.get(text="另一个问题")
