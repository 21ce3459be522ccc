"""Every route that the admin knows, Django's own too: whom it opens to, and what it tells the others.

What it tells those to whom it is open, and that nobody reads what a citizen left, is in test_every_address.py.
"""

import logging
from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import resolve

from documents.models import Document
from editorial.kinds import kinds
from editorial.models import PreviewLink, WatchedWord
from jobs.models import Run
from portal.testing import make_article, make_draft, make_person
from portal.tests.addresses import address, routes
from portal.tests.canaries import make_canary, make_one_of_each
from questions.stages import assigning, referring
from web.signed_links import SignedLink

NOBODY = "999999999"  # the key of nothing
BULLETIN = "bulletins/bulletin"  # there for other tests
WITHOUT_PERMISSION = {
    "/admin/", "/admin/handbook/", "/admin/password_change/", "/admin/password_change/done/", "/admin/jsi18n/",
}  # fmt: skip
# Whose lists open to whom, written down once more and by hand.
WRITER = """
    articles/article articles/column articles/contributor articles/topic directory/authority directory/hotline
    directory/place editorial/watchedword documents/document notices/kind notices/notice photos/photo questions/answer
    questions/case questions/desk search/promotedresult
"""
REVIEWER = WRITER + "editorial/entry search/fruitlesssearch"
KEEPER = """
    articles/article articles/column articles/contributor articles/topic auth/group auth/user directory/authority
    directory/hotline directory/place editorial/entry jobs/run notices/kind notices/notice photos/photo questions/answer
    questions/contactlook questions/desk questions/specialday search/fruitlesssearch search/promotedresult
    mourning/mourning
"""
LISTS = {
    "anonymous": "",
    "outsider": "",
    "newcomer": "",
    "reporter": WRITER,
    "other_reporter": WRITER,
    "first_reviewer": REVIEWER,
    "second_reviewer": REVIEWER,
    "final_reviewer": REVIEWER + " mourning/mourning",
    "keeper": KEEPER,
    "root": REVIEWER + KEEPER,
}
PUBLIC = {"article", "answer", "notice", "column", "topic", "contributor", "place", "authority"}
PROMISED, ASKED = "腊八前修好", "一处楼道灯不亮"  # the authority's words, and those that were sent to it


@pytest.fixture
def people(cast):
    """The cast, somebody new on the staff who is in no group yet, and a superuser."""
    newcomer = get_user_model().objects.create_user("newcomer", is_staff=True)
    return {**cast, "newcomer": newcomer, "root": make_person("root", "管理员", is_superuser=True)}


@pytest.fixture
def case(people):
    """One of each that the admin keeps; the last of each is what hangs together with the case."""
    reporter = people["reporter"]
    make_one_of_each()
    case = make_canary(reporter)
    referral = case.referrals.get()
    referring.note_promise(case, reporter, referral.authority, PROMISED, date(2030, 1, 1))
    assigning.show_contact(case, reporter)
    Run.objects.begin("checkrecord")
    WatchedWord.objects.create(word="做客", instead="作客")
    Document.objects.create(
        name="附件", file="documents/a.pdf", format="pdf", size=1, digest="a" * 64, uploaded_by=reporter
    )
    make_article("头条")
    draft = make_draft(reporter)
    draft.keep_version(reporter)
    PreviewLink.make(draft.versions.get(), reporter, "市房产局 办公室", 3)
    return case


def admin_routes():
    return sorted(route for route in routes() if route.startswith("/admin/"))


def model_of(route):
    """The model whose pages `route` is one of; None for what belongs to none."""
    name = "/".join(route.split("/")[2:4])
    return next((model for model in admin.site._registry if name_of(model) == name), None)


def name_of(model):
    return f"{model._meta.app_label}/{model._meta.model_name}"


def asked_by(rf, person, path):
    request = rf.get(path)
    request.user = person or AnonymousUser()
    return request


def answer_to(rf, person, path):
    """The status and the `Location` that `person` gets, from the view alone: pages of refusal take long to lay out."""
    view = resolve(path)
    try:
        response = view.func(asked_by(rf, person, path), *view.args, **view.kwargs)
    except PermissionDenied:
        return 403, ""
    except Http404:
        return 404, ""
    return response.status_code, response.get("Location", "")


def test_who_has_no_business_with_a_model_is_told_nothing_by_any_route_of_it_be_there_something_or_not(
    case, people, rf, walked
):
    asked, routes_of = 0, {model: [] for model in admin.site._registry}
    for route in admin_routes():
        if model := model_of(route):
            routes_of[model].append(route)
    for name, person in people.items():
        for model in routes_of:
            if name_of(model) in LISTS[name].split() or name_of(model) == BULLETIN:
                continue
            key = str(model._base_manager.order_by("pk").last().pk)
            for route in routes_of[model]:
                path, nothing = address(route, key), address(route, NOBODY)
                answer, missing = answer_to(rf, person, path), answer_to(rf, person, nothing)
                asked += 2
                assert answer[0] in {302, 403, 404, 405}, (name, path)
                assert answer == (missing[0], missing[1].replace(NOBODY, key)), (name, path)
        if person:
            request, desks = asked_by(rf, person, "/admin/"), admin.site._registry
            seen = {name_of(model) for model in desks if desks[model].has_view_permission(request)}
            assert seen - {BULLETIN} == set(LISTS[name].split()), name
    walked(f"{asked} requests: {len(admin_routes())} routes of the admin, {len(people)} people")


def test_no_form_that_is_sent_tells_the_newcomer_what_there_is(case, people, as_person):
    client = as_person(people["newcomer"])
    for route in admin_routes():
        if address(route, "1") == address(route, NOBODY):
            continue
        model = model_of(route)
        row = model and model._base_manager.order_by("pk").last()
        there, nothing = (client.post(address(route, key)).status_code for key in (str(row.pk if row else 1), NOBODY))
        assert there == nothing, route


def test_without_a_permission_the_admin_is_five_pages_and_a_superuser_finds_none_that_breaks(
    case, people, as_person, caplog, walked
):
    caplog.set_level(logging.CRITICAL, "django.request")
    opened = {name: set() for name in ("anonymous", "outsider", "newcomer", "root")}
    for name, paths in opened.items():
        client = as_person(people[name])
        client.raise_request_exception = False
        for route in admin_routes():
            model = model_of(route)
            row = model and model._base_manager.order_by("pk").last()
            path = address(route, str(row.pk if row else 1))
            answer = client.get(path)
            content = b"".join(answer) if answer.streaming else answer.content
            text = content.decode(errors="replace") + str(answer.headers)
            assert answer.status_code < 500, (name, path)
            assert not [key for key in (case.referrals.get().token, PROMISED, ASKED) if key in text], (name, path)
            if answer.status_code == 200:
                paths.add(path)
    assert opened["anonymous"] == opened["outsider"] == {"/admin/login/"}
    assert opened["newcomer"] == WITHOUT_PERMISSION
    assert opened["root"] >= WITHOUT_PERMISSION | {f"/admin/{name}/" for name in LISTS["root"].split()}
    walked(f"{len(admin_routes()) * len(opened)} requests; a superuser opens {len(opened['root'])}")


def test_viewing_on_the_site_leads_to_public_pages_alone_and_nobody_who_may_not_look(
    case, people, as_person, rf, walked
):
    """For the first and the last row of every model that there is: the last article is a draft."""
    asked, led = 0, {name: set() for name in people}
    rows = {
        model: {model._base_manager.order_by(order).values_list("pk", flat=True).first() for order in ("pk", "-pk")}
        for model in apps.get_models()
    }
    for name, person in people.items():
        for model, known in rows.items():
            for key in {*known, NOBODY} - {None}:
                path = f"/admin/r/{ContentType.objects.get_for_model(model).pk}/{key}/"
                status, where = answer_to(rf, person, path)
                asked += 1
                if status == 302:
                    led[name].add((model._meta.model_name, where.partition("?")[0]))
                else:
                    assert status == 404, (name, path)
    for name, places in led.items():
        if name in {"anonymous", "outsider"}:
            assert {where for _model, where in places} == {"/admin/login/"}
        else:
            assert {model for model, _where in places} == (PUBLIC if LISTS[name] else set()), name
    open_to_all = {where for name in LISTS if LISTS[name] for _model, where in led[name]}
    assert {as_person(None).get(where).status_code for where in open_to_all} == {200}
    walked(f"{asked} requests: {len(rows)} models, {len(people)} people")


def test_no_model_has_an_address_of_its_own_but_those_that_readers_have_a_page_for():
    """What Django calls `get_absolute_url` it hands out unasked; a key, or what is not public, is never called so."""
    addressed = {model for model in apps.get_models() if hasattr(model, "get_absolute_url")}
    assert {model._meta.model_name for model in addressed} == {*PUBLIC, "desk", "bulletin"}
    assert set(kinds()) <= addressed
    assert not [model for model in addressed if issubclass(model, SignedLink)]
    assert {model._meta.model_name for model in SignedLink.__subclasses__()} == {"previewlink", "referral"}
