"""A citizen's telephone number and address, put into the data and looked for at every address, as everybody."""

import logging

import pytest
from django.core import mail

from portal.testing import make_answer, make_authority, make_case
from portal.tests.test_every_address import address, routes, things  # noqa: F401  (a fixture)
from questions import access, receipts
from questions.admin.deeds import FORMS
from questions.models import Case, Desk

TELEPHONE, STREET, NAME = "13800004321", "望禾巷七十七号九室", "覃隐真"
CONTACT = {"name": NAME, "telephone": TELEPHONE, "address": STREET}
# What was typed into the question itself is read by the desk's members and by who has the code.
TYPED = "13900008765"
LOOK = "/deeds/see_contact/"


@pytest.fixture
def case(things, reporter):  # noqa: F811
    """A case in the reporter's hands, at the authority, with a public answer begun: all with the key 1."""
    desk = Desk.objects.get(slug="1")
    desk.members.add(reporter)
    case, code, _is_new = Case.receive(desk, f"楼道灯不亮，请打{TYPED}。", submission="a" * 32, contact=CONTACT)
    case.claim(reporter)
    case.refer(reporter, make_authority("青禾市电力公司", number=""), "一处楼道灯不亮。")
    case.begin_answer(reporter)
    make_answer(desk=desk)
    case.code = code
    return case


def private(text):
    return [canary for canary in (TELEPHONE, STREET, NAME) if canary in text]


def everywhere(case):
    keys = {"1", *map(str, (case.pk, case.answer_id, case.referrals.get().pk))}
    addresses = {address(route, key) for route in routes() for key in keys}
    addresses |= {case.referrals.get().get_absolute_url()}
    addresses |= {f"/admin/questions/case/{case.pk}/deeds/{name}/" for name in FORMS}
    # The look comes first: other deeds, such as giving the case back, would end the right to it.
    return sorted(addresses - {"/admin/logout/"}, key=lambda path: (not path.endswith(LOOK), path))


def test_the_contact_is_shown_to_who_holds_the_case_on_asking_and_to_nobody_else(case, cast, as_person, caplog):
    caplog.set_level(logging.DEBUG)
    looks = []
    for name, person in cast.items():
        client = as_person(person)
        client.raise_request_exception = False
        for path in everywhere(case):
            for method in (client.get, client.post):
                response = method(path)
                text = (b"".join(response) if response.streaming else response.content).decode(errors="replace")
                assert response.status_code < 500, (name, path)
                if path.endswith(LOOK) and private(text):
                    looks.append((name, method.__name__))
                else:
                    assert not private(text + str(response.headers)), (name, method.__name__, path)
    assert looks == [("reporter", "post")]
    assert case.contact_looks.count() == 1
    assert not private(caplog.text)
    assert not mail.outbox


def test_who_has_the_code_sees_the_number_only_masked(case, client):
    client.cookies[access.COOKIE] = signed(case.code)
    page = client.get("/questions/track/case/").content.decode()
    assert TYPED in page  # their own words
    assert TELEPHONE not in page
    assert STREET not in page


def test_what_was_typed_into_the_question_is_read_by_the_desk_alone(case, cast, as_person):
    for name, person in cast.items():
        client = as_person(person)
        client.raise_request_exception = False
        shown = set()
        for path in everywhere(case):
            response = client.get(path)
            if not response.streaming and TYPED in response.content.decode(errors="replace"):
                shown.add(path)
        assert bool(shown) == (name == "reporter"), (name, shown)
        assert all(path.startswith("/admin/questions/") for path in shown), shown


def signed(code):
    from django.core.signing import get_cookie_signer

    return get_cookie_signer(salt=access.COOKIE + access.SALT).sign(code)


def test_no_row_but_the_contact_holds_it_and_no_row_holds_the_code(case):
    from django.apps import apps

    found = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for row in model._base_manager.values()
        for field in model._meta.concrete_fields
        if private(str(row[field.attname]))
        or receipts.shown(case.code) in str(row[field.attname])
        or case.code in str(row[field.attname])
    }
    assert found == {("questions.Contact", name) for name in ("name", "telephone", "address")}


def test_a_second_case_of_the_same_asker_shows_nothing_either(case, as_person, reporter):
    make_case(case.desk, "第二个问题", contact=CONTACT)
    assert not private(as_person(reporter).get("/admin/questions/case/").content.decode())
