"""Entered for a caller: one case, one code to be read aloud, nothing lost on the way."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from portal.testing import make_desk, make_place
from questions import receipts
from questions.models import Case, Category, Desk, Event

from .case_desk import CANARIES, CONTACT, TEXT, staffed_desk

pytestmark = pytest.mark.django_db
ADD = "/admin/questions/case/add/"


@pytest.fixture
def desk(cast):
    return staffed_desk(cast, asks_address=Desk.Asks.MAY)


def form(of_desk, **fields):
    return {"submission": "s" * 32, "desk": of_desk.pk, "channel": "telephone", "text": TEXT, **CONTACT, **fields}


def test_a_caller_is_taken_in_and_the_code_read_to_them_opens_the_case(desk, cast, as_person):
    place, category = make_place(), Category.objects.create(desk=desk, name="照明")
    response = as_person(cast["reporter"]).post(ADD, form(desk, place=place.pk, category=category.pk))
    case = Case.objects.get()
    assert Case.objects.with_code(response.context["code"]).get() == case
    assert "no-store" in response["Cache-Control"]
    assert (case.channel, case.entered_by, case.place, case.category) == (
        "telephone", cast["reporter"], place, category)  # fmt: skip
    assert (case.contact.name, case.contact.telephone, case.contact.address) == CANARIES
    received = case.events.get()
    assert (received.actor, received.user) == (Event.Actor.STAFF, cast["reporter"])
    assert not [canary for canary in CANARIES if canary in response.content.decode()]
    assert not LogEntry.objects.exists()


def test_pressed_twice_it_is_one_case_with_one_code(desk, cast, as_person):
    client = as_person(cast["reporter"])
    codes = {client.post(ADD, form(desk)).context["code"] for _press in range(3)}
    assert len(codes) == Case.objects.count() == Event.objects.count() == 1
    client.post(ADD, form(desk, submission="t" * 32))
    assert Case.objects.count() == 2


def test_the_code_is_on_no_other_page(desk, cast, as_person):
    client = as_person(cast["reporter"])
    code = client.post(ADD, form(desk)).context["code"]
    for address in ("/admin/questions/case/", f"/admin/questions/case/{Case.objects.get().pk}/change/", ADD, "/admin/"):
        page = client.get(address).content.decode()
        assert code not in page
        assert receipts.normalised(code) not in page


def test_each_form_is_a_case_of_its_own_and_shown_only_desks_of_the_person(desk, cast, as_person):
    make_desk("别人的台")
    closed = staffed_desk(cast, "关了的台", closes_on=timezone.localdate() - timezone.timedelta(days=1))
    client = as_person(cast["reporter"])
    forms = [client.get(ADD).context["form"] for _time in range(2)]
    assert forms[0]["submission"].value() != forms[1]["submission"].value()
    assert list(forms[0].fields["desk"].queryset) == [desk]
    for other in (Desk.objects.get(name="别人的台"), closed):
        assert client.post(ADD, form(other)).status_code == 422
    assert not Case.objects.exists()


def test_bad_input_is_explained_and_what_was_typed_stays(desk, cast, as_person):
    client = as_person(cast["reporter"])
    elsewhere = Category.objects.create(desk=staffed_desk(cast, "随手拍"), name="路牌")
    wrong = [
        ({"text": " "}, "请写明问题"),
        ({"text": "路" * 2001}, "现有 2001 字"),
        ({"desk": ""}, "请选择受理台"),
        ({"channel": "web"}, "请选择来源渠道"),
        ({"telephone": "没有"}, "电话"),
        ({"name": "王" * 21}, "20"),
        ({"category": elsewhere.pk}, "另一个受理台"),
        ({"place": "x"}, "选"),
        ({"submission": ""}, "登记"),
    ]
    for fields, sentence in wrong:
        response = client.post(ADD, form(desk, **fields))
        page = response.content.decode()
        assert response.status_code == 422, fields
        assert sentence in page, fields
        assert CANARIES[2] in page, fields
    assert not Case.objects.exists()


def test_a_desk_that_keeps_no_contacts_takes_none(cast, as_person):
    desk = staffed_desk(cast, asks_contact=Desk.Asks.NOT)
    response = as_person(cast["reporter"]).post(ADD, form(desk))
    assert set(response.context["form"].errors) == {"name", "address"}


def test_nobody_else_enters_anything(desk, cast, as_person):
    for name, person in cast.items():
        if name in {"reporter", "other_reporter", "first_reviewer"}:
            continue
        status = as_person(person).post(ADD, form(desk)).status_code
        expected = {"anonymous": 403, "outsider": 302, "keeper": 403}.get(name, 422)
        assert status == expected, name
        if expected == 422:
            assert "不是任何开放中的受理台的成员" in as_person(person).get(ADD).content.decode()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(cast["reporter"])
    assert careful.post(ADD, form(desk)).status_code == 403
    assert not Case.objects.exists()
