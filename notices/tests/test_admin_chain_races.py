"""Two clerks at one chain: neither waits for the other in a circle, and there is one next notice."""

import pytest
from django.test import Client

from notices.models import Notice
from portal.testing import make_notice, make_person
from portal.tests.races import at_once

from .notice_form import typed, url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editors(transactional_db):
    people = [make_person(name, "三审总编") for name in ("first", "second")]
    browsers = [Client(), Client()]
    for browser, person in zip(browsers, people, strict=True):
        browser.force_login(person)
    return browsers


def press(browser, address, data):
    return lambda: browser.post(address, data).status_code


def test_two_notices_of_one_chain_are_saved_at_once(editors, in_a_file):
    before = make_notice("前一份")
    after = make_notice("后一份", follows=before, relation="corrects")
    for notice in (before, after):
        notice.keep_version(notice.author)
    forms = [typed(notice, who=f"{notice.title}的住户") for notice in (before, after)]
    in_a_file()
    for _round in range(5):
        pairs = zip(editors, (before, after), forms, strict=True)
        assert at_once(*[press(browser, url("change", one.pk), form) for browser, one, form in pairs]) == [302, 302]
        forms = [{**form, "_version": int(form["_version"]) + 1, "who": form["who"] + "们"} for form in forms]
    stored = at_once(lambda: sorted(Notice.objects.values_list("who", flat=True)))[0]
    assert stored == sorted(f"{title}的住户{'们' * 4}" for title in ("前一份", "后一份"))


def test_of_two_who_begin_the_next_at_once_one_does(editors, in_a_file):
    before = make_notice("前一份")
    in_a_file()
    presses = [press(browser, url("follow", before.pk, "corrects"), {}) for browser in editors]
    assert at_once(*presses) == [302, 302]
    titles = at_once(lambda: sorted(Notice.objects.values_list("title", flat=True)))[0]
    assert titles == ["前一份", "（更正）前一份"]
