"""What an asker does with the code: add, change, erase, rate, have it reopened, withdraw; and what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.testing import make_desk, picture_file
from questions.models import Case, Contact
from questions.stages import answering, assigning, closing, joining
from questions.tests.following import CONTACT, PROGRESS, do, follow, page_of, receive

pytestmark = pytest.mark.django_db
ACTIONS = {
    "add": {"text": "是北边的那一盏"},
    "contact": {"person": "王女士"},
    "erase": {},
    "rate": {"is_solved": "yes", "rating": "5"},
    "reopen": {"text": "还是不亮"},
    "picture": {"number": "1"},
    "consent": {},
    "withdraw": {},
}


@pytest.fixture
def desk(reporter):
    return make_desk(members=[reporter], asks_address="may")


@pytest.fixture
def mine(desk, reporter, client):
    case, code = receive(desk=desk, contact=CONTACT)
    follow(client, code)
    assigning.claim(case, reporter)
    return case


@pytest.fixture
def answered(mine, reporter):
    answering.answer_asker(mine, reporter, "<p>已修好。</p>")
    return mine


def contact_of(case):
    return Contact.objects.filter(case=case).values("name", "telephone", "address").first()


def test_something_is_added_with_a_picture(mine, client):
    response = do(client, "add", **ACTIONS["add"], pictures=[picture_file()], may_be_published="on")
    assert response.url == PROGRESS
    assert mine.additions.get().text == "是北边的那一盏"
    assert mine.pictures.get().may_be_published
    page = page_of(client)
    assert "已补充" in page
    assert "是北边的那一盏" in page
    assert "已补充" not in page_of(client)  # said once


def test_pressed_twenty_times_it_is_added_once(mine, client):
    for _number in range(20):
        assert do(client, "add", **ACTIONS["add"], pictures=[picture_file()]).status_code == 302
    assert mine.additions.count() == mine.pictures.count() == 1


def test_a_case_takes_four_pictures_in_all_and_gives_the_text_back(mine, client):
    pictures = [picture_file(colour=(60 * number, 0, 0)) for number in range(3)]
    assert do(client, "add", text="三张", pictures=pictures).status_code == 302
    more = [picture_file(colour=(60 * number, 90, 0)) for number in range(2)]
    response = do(client, "add", text="又是两张", pictures=more)
    assert response.status_code == 422
    assert "一共最多4张图片" in response.content.decode()
    assert "又是两张" in response.content.decode()
    assert mine.pictures.count() == 3
    do(client, "add", text="最后一张", pictures=[picture_file(colour=(0, 0, 200))])
    assert 'type="file"' not in page_of(client)


@pytest.mark.parametrize("text", ["", "长" * 1001])
def test_what_cannot_be_added_is_given_back_with_the_reason(mine, client, text):
    response = do(client, "add", text=text)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>错误：" in page
    assert 'class="error-summary"' in page
    assert 'href="#id_add_text"' in page
    assert text in page
    assert not mine.additions.exists()


def test_no_picture_is_no_picture(mine, client):
    fake = picture_file()
    fake.seek(0)
    fake.write(b"<svg onload=alert(1)>")
    fake.seek(0)
    assert do(client, "add", text="看图", pictures=[fake]).status_code == 422
    assert not mine.pictures.exists()


def test_a_contact_is_changed_where_something_is_typed_and_kept_where_not(mine, client):
    do(client, "contact", telephone="１３９ ０００００００１")
    assert contact_of(mine) == {**CONTACT, "telephone": "139 00000001"}
    assert do(client, "contact").status_code == 422
    assert do(client, "contact", telephone="打不通").status_code == 422


def test_a_contact_is_erased_at_once(mine, client):
    assert "删除联系方式" in page_of(client)
    assert do(client, "erase").status_code == 302
    assert contact_of(mine) is None
    assert do(client, "erase").status_code == 422


def test_solved_and_rated_it_is_closed(answered, client):
    assert do(client, "rate", **ACTIONS["rate"], comment="谢谢").status_code == 302
    answered.refresh_from_db()
    assert (answered.outcome, answered.rating, answered.rating_comment) == ("resolved", 5, "谢谢")
    again = do(client, "rate", is_solved="no", rating="1", comment="改主意了")
    assert again.status_code == 422
    assert "改主意了" in again.content.decode()


@pytest.mark.parametrize("typed", [{}, {"is_solved": "yes"}, {"is_solved": "maybe", "rating": "6"}])
def test_half_a_rating_counts_for_nothing(answered, client, typed):
    assert do(client, "rate", **typed).status_code == 422
    answered.refresh_from_db()
    assert answered.rating is None


def test_not_solved_it_is_reopened_once(answered, reporter, client):
    assert do(client, "reopen", text="").status_code == 422
    assert do(client, "reopen", **ACTIONS["reopen"]).status_code == 302
    answered.refresh_from_db()
    assert answered.status == Case.Status.ASSIGNED
    answering.answer_asker(answered, reporter, "<p>这回修好了。</p>")
    again = do(client, "reopen", text="又坏了")
    assert again.status_code == 422
    assert "又坏了" in again.content.decode()


def test_it_is_withdrawn_after_being_asked_once_more(mine, client):
    question = client.get(f"{PROGRESS}withdraw/")
    mine.refresh_from_db()
    assert question.status_code == 200
    assert mine.status != Case.Status.CLOSED
    assert do(client, "withdraw").url == PROGRESS
    mine.refresh_from_db()
    assert mine.outcome == Case.Outcome.WITHDRAWN
    assert do(client, "withdraw").status_code == 422


def test_what_others_follow_is_not_withdrawn(mine, desk, reporter, client):
    other, _code = receive("同样的问题", desk=desk)
    assigning.claim(other, reporter)
    joining.join(other, reporter, mine)
    response = do(client, "withdraw")
    assert response.status_code == 422
    assert "还有其他人在等" in response.content.decode()


@pytest.mark.parametrize("action", ACTIONS)
def test_without_the_code_nothing_is_done_and_the_text_is_given_back(answered, client, action):
    client.cookies.clear()
    before = Case.objects.values().get()
    response = do(client, action, **ACTIONS[action])
    assert Case.objects.values().get() == before
    assert contact_of(answered) == CONTACT
    typed = ACTIONS[action].get("text") or ACTIONS[action].get("person", "")
    assert response.status_code == (403 if typed else 302)
    assert typed in response.content.decode()


@pytest.mark.parametrize("action", ACTIONS)
def test_a_form_from_elsewhere_does_nothing(answered, client, action):
    strict = type(client)(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert do(strict, action, **ACTIONS[action]).status_code == 403


def test_unknown_actions_and_wrong_methods_are_refused(mine, client):
    assert client.get(f"{PROGRESS}add/").status_code == 405
    assert do(client, "claim").status_code == 404
    assert client.post(PROGRESS).status_code == 405


@pytest.mark.usefixtures("still")
def test_one_asker_cannot_press_without_end(mine, desk, client):
    answers = [do(client, "contact", person=f"王{number}") for number in range(31)]
    assert [answer.status_code for answer in answers] == [302] * 30 + [429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert "王30" in answers[-1].content.decode()
    follow(client, receive("同一栋楼的邻居", desk=desk)[1])
    assert do(client, "contact", person="李").status_code == 302


def test_after_closing_nothing_is_added(mine, reporter, client):
    closing.close(mine, reporter, "refused", "不归我们管。")
    Case.objects.update(closed_at=timezone.now() - timedelta(days=1))
    assert "补充内容" not in page_of(client)
    response = do(client, "add", text="等一下")
    assert response.status_code == 422
    assert "等一下" in response.content.decode()
