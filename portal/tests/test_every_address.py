"""Every address of the site, asked for by everyone, in one walk.

Nothing breaks; the desk opens to the newsroom alone; a citizen's contact is shown to nobody but who holds the case
and asks for it; what a citizen typed is read by the members of its desk; an address that is a key is told to
nobody but who may hand it out; and who only looks changes nothing.
"""

import logging

import pytest
from django.core import mail

from articles.models import Article
from editorial.models import PreviewLink
from operations.doctor import diagnosis
from portal.testing import CAST
from portal.tests.addresses import address, routes
from portal.tests.canaries import TYPED, make_canary, make_one_of_each, private
from portal.tests.writes import tables_written
from questions.admin.offers import FORMS

OPEN_TO_ALL = {"/admin/login/", "/admin/jsi18n/"}
LOOK = "/actions/see_contact/"
SOUGHT_IN_VAIN = "/search/?q=幽浮降落场"
# What a GET writes, and why nobody is told anything else for it.
WRITTEN_BY_READING = {
    "search_fruitlesssearch": "how often readers found nothing: nobody presses anything after that",
}
# HEAD is answered by what answers GET: one who may do little and one who may do much ask for it.
METHODS = dict.fromkeys(["anonymous", "reporter"], ["head", "get", "post"])
# What a browser is given by reading: a form's token, and a sentence of ours. A session is begun by a log-in alone.
COOKIES = {"csrftoken", "messages"}


@pytest.fixture(autouse=True)
def _no_examination(monkeypatch):
    """Let the keeper's button examine nothing: it would wait for machines that are not there."""
    monkeypatch.setattr(diagnosis.examine, "__defaults__", ((),))


@pytest.fixture
def case(db, reporter):
    make_one_of_each()
    article = Article.objects.get()
    article.keep_version(reporter)
    PreviewLink.make(article.versions.get(), reporter, "市房产局 办公室", 3)
    return make_canary(reporter)


def keys_of(case):
    """Each address that is a key, and who may hand it out: to nobody else does any page tell it."""
    reviewers = {"first_reviewer", "second_reviewer", "final_reviewer"}
    return {case.referrals.get().token: {"reporter"}, PreviewLink.objects.get().token: {"reporter", *reviewers}}


def everywhere(case):
    keys = {"1", *map(str, (case.pk, case.answer_id, case.referrals.get().pk))}
    addresses = {address(route, key) for route in routes() for key in keys}
    addresses |= {case.referrals.get().key_path, PreviewLink.objects.get().key_path, SOUGHT_IN_VAIN}
    addresses |= {f"/admin/questions/case/{case.pk}/actions/{name}/" for name in FORMS}
    # The look comes first: other actions, such as giving the case back, would end the right to it.
    return sorted(addresses - {"/admin/logout/"}, key=lambda path: (not path.endswith(LOOK), path))


def text_of(response):
    return (b"".join(response) if response.streaming else response.content).decode(errors="replace")


@pytest.mark.parametrize("name", ["anonymous", *CAST])
def test_every_address_answers_and_shows_to_each_what_is_theirs_alone(name, case, cast, as_person, caplog):
    caplog.set_level(logging.DEBUG)
    client, looks, typed, read = as_person(cast[name]), [], set(), set()
    client.raise_request_exception = False
    addresses, keys = everywhere(case), keys_of(case)
    assert len(addresses) > 100
    assert not [found for found in addresses if "<" in found or "(" in found]
    for path in addresses:
        for method in METHODS.get(name, ["get", "post"]):
            with tables_written() as written:
                response = getattr(client, method)(path)
                text = text_of(response)
            status, where = response.status_code, (method, path, response.status_code)
            if method != "post":
                assert written <= set(WRITTEN_BY_READING), (*where, written)
                read |= written
                assert set(response.cookies) <= COOKIES, where
            assert status < 500, where
            if path.startswith("/admin/") and path not in OPEN_TO_ALL and name in {"anonymous", "outsider"}:
                assert status in {302, 403, 404, 405}, where
            if not path.startswith("/admin/") and method != "post":
                assert status in {200, 301, 302, 404, 405}, where
            if path.endswith(LOOK) and private(text):
                looks.append(method)
            else:
                assert not private(text + str(response.headers)), where
            for key, told_to in keys.items():
                assert key in path or name in told_to or key not in text + str(response.headers), where
            if TYPED in text:
                typed.add(path)
    assert read == set(WRITTEN_BY_READING)
    assert looks == ["post"] * (name == "reporter")
    assert case.contact_looks.count() == len(looks)
    assert bool(typed) == (name == "reporter"), typed
    assert all(path.startswith("/admin/questions/") for path in typed), typed
    assert not private(caplog.text)
    assert not mail.outbox
