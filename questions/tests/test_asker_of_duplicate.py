"""Whose case follows another one: they go on adding and correcting, and cannot have it reopened alone."""

from unittest.mock import ANY

import pytest

from portal.testing import make_desk
from questions.models import Case, Contact
from questions.stages import answering, assigning, closing, joining
from questions.tests.following import CONTACT, PROGRESS, do, follow, page_of, receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(reporter):
    case = receive(desk=make_desk(members=[reporter]))[0]
    assigning.claim(case, reporter)
    return case


@pytest.fixture
def code(root):
    return receive("同样的问题", desk=root.desk, contact=CONTACT)[1]


@pytest.fixture
def mine(root, code, reporter, client):
    case = Case.objects.with_code(code).get()
    assigning.claim(case, reporter)
    joining.join(case, reporter, root)
    follow(client, code)
    return case


def test_what_is_added_stays_theirs_and_is_told_on_the_case_that_they_follow(mine, root, client):
    assert "补充内容" in page_of(client)
    assert do(client, "add", text="我家也不亮").status_code == 302
    assert mine.additions.get().text == "我家也不亮"
    assert not root.additions.exists()
    told = root.events.filter(actor="asker", kind="noted")
    assert list(told.values_list("internal_note", flat=True)) == [ANY]
    assert str(mine.pk) in told.get().internal_note
    assert "我家也不亮" not in told.get().internal_note


def test_the_contact_is_corrected_and_erased(mine, client):
    assert do(client, "contact", person="李女士").status_code == 302
    assert Contact.objects.get(case=mine).name == "李女士"
    assert do(client, "erase").status_code == 302
    assert not Contact.objects.filter(case=mine).exists()


@pytest.mark.usefixtures("mine")
def test_once_the_other_case_is_closed_nothing_is_added(root, reporter, client):
    closing.close(root, reporter, Case.Outcome.REFUSED, "不归我们管。")
    assert "补充内容" not in page_of(client)
    assert do(client, "add", text="等一下").status_code == 422
    assert do(client, "contact", person="李").status_code == 422


@pytest.mark.usefixtures("mine")
def test_it_cannot_be_withdrawn_and_the_page_does_not_offer_it(client):
    assert f"{PROGRESS}withdraw/" not in page_of(client)
    assert do(client, "withdraw").status_code == 422


def test_answered_before_it_was_joined_it_is_not_reopened_alone(root, code, reporter, client):
    mine = Case.objects.with_code(code).get()
    assigning.claim(mine, reporter)
    answering.answer_asker(mine, reporter, "<p>三日内修好。</p>")
    joining.join(mine, reporter, root)
    follow(client, code)
    assert "重新办理" not in page_of(client)
    response = do(client, "reopen", text="还是不亮")
    assert response.status_code == 422
    assert "还是不亮" in response.content.decode()
    assert "不能单独重新办理" in response.content.decode()
    mine.refresh_from_db()
    assert mine.outcome == Case.Outcome.DUPLICATE


def test_their_rating_is_taken_and_nobody_says_that_it_counts(mine, root, reporter, client):
    answering.answer_asker(root, reporter, "<p>修好了。</p>")
    assert do(client, "rate", is_solved="no", rating="2").status_code == 302
    assert "办理情况”页面" not in page_of(client)
    mine.refresh_from_db()
    assert mine.rating == 2
    root.refresh_from_db()
    assert root.rating is None
