"""Every action as everybody, by a direct POST: what comes of it is what the rules say, and nothing else changes."""

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from questions import rules
from questions.admin.offers import FORMS
from questions.models import Case, ContactLook, Event, Referral
from questions.rules import CaseAction
from questions.stages import assigning, closing

from .case_desk import action_of, full_case, page_of, staffed_desk

pytestmark = pytest.mark.django_db
OF_THE_DESK = {"reporter", "other_reporter", "first_reviewer"}  # who holds it, who does not, and the head
SITUATIONS = ["in hand", "in the pool", "held as spam", "closed"]


@pytest.fixture
def desk(cast):
    return staffed_desk(cast)


@pytest.fixture
def case(desk, cast):
    return full_case(desk, cast["reporter"])


def put(case, situation, holder):
    match situation:
        case "in the pool":
            assigning.release(case, holder)
        case "held as spam":
            Case.objects.filter(pk=case.pk).update(is_held=True)
        case "closed":
            closing.close(case, holder, Case.Outcome.NO_ANSWER, "对方没有答复")
    case.refresh_from_db()


def typed(name, case, cast):
    """What a form of this name is sent, complete."""
    today = timezone.localdate()
    return {
        "hand_over": {"to": cast["first_reviewer"].pk if case.is_claimed else cast["other_reporter"].pk},
        "refer": {"authority": case.authority_id, "text": "路灯不亮。"},
        "revoke": {"subject": case.referrals.first().pk},
        "record_reply": {"subject": case.referrals.first().pk, "reply": "三天内修好。"},
        "promise": {"authority": case.authority_id, "text": "修好", "due_on": today},
        "keep_promise": {"subject": case.promises.first().pk},
        "extend_promise": {
            "subject": case.promises.first().pk,
            "due_on": today + timezone.timedelta(days=3),
            "reason": "等配件",
        },
        "choose_picture": {
            "subject": case.pictures.first().pk, "alt_text": "一盏路灯", "credit_name": "王女士"},
        "answer": {"reply": "<p>修好了。</p>"},
        "begin_answer": {"asker": "王女士"},
        "close": {"outcome": "no_answer", "note": "对方没有答复"},
        "reopen": {"note": "又坏了"},
        "note": {"internal": "催过一次"},
    }.get(name, {})  # fmt: skip


def traces():
    fields = ["status", "outcome", "reporter_id", "lease_until", "is_held", "reply", "answer_id", "duplicate_of_id"]
    cases = list(Case.objects.order_by("pk").values_list(*fields))
    return cases, Event.objects.count(), ContactLook.objects.count(), Referral.objects.count()


@pytest.mark.django_db(databases=[])
def test_every_action_has_its_form():
    assert {form.action for form in FORMS.values()} == set(CaseAction)


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("name", FORMS)
def test_every_action_is_done_by_those_whom_the_rules_let(name, situation, desk, case, cast, as_person):
    put(case, situation, cast["reporter"])
    data, action = typed(name, case, cast), FORMS[name].action
    if name == "join":
        other = full_case(desk, cast["reporter"])
        data = {"number": other.pk, "confirmed": other.pk}
    before = traces()
    for who, person in cast.items():
        with transaction.atomic():
            client = as_person(person)
            response = client.post(action_of(case, name), data)
            after = traces()
            transaction.set_rollback(True)
        if who not in OF_THE_DESK:
            expected = {"anonymous": 403, "outsider": 302}.get(who, 404)
            assert (response.status_code, after) == (expected, before), who
            continue
        reason = rules.reason_against(action, person, Case.objects.get(pk=case.pk))
        assert response.status_code == (422 if reason else 200 if action == CaseAction.SEE_CONTACT else 302), (
            who,
            reason,
        )
        assert (after == before) == bool(reason), who
        if reason:
            assert str(reason) in response.content.decode(), who


@pytest.mark.parametrize("name", FORMS)
def test_an_action_takes_a_post_with_the_token_and_nothing_else(name, case, cast, as_person):
    before, careful = traces(), Client(enforce_csrf_checks=True)
    careful.force_login(cast["reporter"])
    assert careful.post(action_of(case, name), typed(name, case, cast)).status_code == 403
    for method in ("get", "put", "patch", "delete"):
        assert getattr(as_person(cast["reporter"]), method)(action_of(case, name)).status_code == 405
    assert traces() == before


def test_unknown_actions_and_cases_are_not_found(case, cast, as_person):
    client = as_person(cast["reporter"])
    assert client.post(action_of(case, "nonsense")).status_code == 404
    assert client.post(action_of(case, "claim").replace(f"/{case.pk}/", f"/{'9' * 30}/")).status_code == 404


def test_what_is_wrong_is_said_and_what_was_typed_stays(case, cast, as_person):
    client = as_person(cast["reporter"])
    wrong = {
        "note": ({"internal": "请打13800000000找他"}, "请打13800000000找他"),
        "close": ({"outcome": "resolved", "note": "修好了呀"}, "修好了呀"),
        "refer": ({"authority": "", "text": "路灯不亮，请修。"}, "路灯不亮，请修。"),
        "promise": ({"authority": case.authority_id, "text": "修好路灯杆", "due_on": "昨天"}, "修好路灯杆"),
        "hand_over": ({"to": cast["keeper"].pk, "note": "拜托了"}, "拜托了"),
    }
    before = traces()
    for name, (data, kept) in wrong.items():
        response = client.post(action_of(case, name), data)
        page = response.content.decode()
        assert response.status_code == 422, name
        assert kept in page, name
        assert '<div class="errornote" role="alert"' in page
        assert "<title>错误" in page.replace("\n", "")
        assert "<details open>" in page, name
    assert traces() == before


def test_what_was_typed_is_given_back_where_the_case_has_left_ones_hands(case, cast, as_person):
    assigning.hand_over(case, cast["first_reviewer"], cast["other_reporter"])
    response = as_person(cast["reporter"]).post(action_of(case, "close"), {"outcome": "explained", "note": "写了半天"})
    assert response.status_code == 422
    assert "写了半天" in response.content.decode()


def test_a_row_of_another_case_is_nothing_to_this_one(desk, case, cast, as_person):
    client, other = as_person(cast["reporter"]), full_case(desk, cast["reporter"])
    before = traces()
    for name in ("revoke", "record_reply", "keep_promise", "extend_promise", "choose_picture"):
        data = {**typed(name, case, cast), "subject": typed(name, other, cast)["subject"]}
        assert client.post(action_of(case, name), data).status_code == 422, name
        assert client.post(action_of(case, name), {**data, "subject": "x"}).status_code == 422, name
    picture = other.pictures.first().pk
    refer = {**typed("refer", case, cast), "pictures": [picture]}
    assert client.post(action_of(case, "refer"), refer).status_code == 422
    assert traces() == before


def test_joining_shows_the_other_case_first_and_is_done_at_the_second_press(desk, case, cast, as_person):
    client, other = as_person(cast["reporter"]), full_case(desk, cast["reporter"])
    first = client.post(action_of(case, "join"), {"number": other.pk})
    assert first.status_code == 200
    assert "楼下的路灯坏了半个月" in first.content.decode()
    assert f'name="confirmed" value="{other.pk}"' in first.content.decode()
    assert Case.objects.get(pk=case.pk).duplicate_of is None
    second = client.post(action_of(case, "join"), {"number": other.pk, "confirmed": other.pk})
    assert second.url == page_of(other)
    assert Case.objects.get(pk=case.pk).duplicate_of == other
    for number in ("999", "x", "", str(case.pk)):
        status = client.post(action_of(other, "join"), {"number": number, "confirmed": number}).status_code
        assert status == 422, number


def test_the_draft_of_the_public_answer_opens_at_once(case, cast, as_person):
    response = as_person(cast["reporter"]).post(action_of(case, "begin_answer"), {"asker": "王女士"})
    case.refresh_from_db()
    assert response.url == f"/admin/questions/answer/{case.answer_id}/change/"
    assert case.answer.asker == "王女士"
