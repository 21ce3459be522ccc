"""A citizen's telephone number and address, put into the data and looked for in rows and with the receipt's code.

That they are at no address, as whom ever it is asked for, is seen in test_every_address.py.
"""

import pytest
from django.utils.html import strip_tags

from portal.testing import make_case
from portal.tests.canaries import CONTACT, NAME, STREET, TELEPHONE, TYPED, make_canary, make_one_of_each, private
from questions import access, receipts


@pytest.fixture
def case(db, reporter):
    make_one_of_each()
    return make_canary(reporter)


@pytest.mark.parametrize("path", ["case/", "case/withdraw/", "receipt/"])
def test_who_has_the_code_sees_nothing_of_the_contact(path, case, client):
    client.cookies[access.COOKIE] = signed(case.code)
    page = client.get(f"/questions/track/{path}").content.decode()
    assert (TYPED in page) == (path == "case/")  # their own words
    assert not private(page)
    parts = (TELEPHONE[:3], TELEPHONE[-4:], STREET[:3], NAME[:1], "•")
    assert not [part for part in parts if part in strip_tags(page)]


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
