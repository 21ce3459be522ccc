"""What a field finds while one types: every relation of every model, asked for by everybody, with whatever comes."""

import json
import logging

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.urls import resolve

from portal.testing import make_person
from portal.tests.canaries import make_canary, make_one_of_each

WRITER = {
    *("articles.article.places", "articles.article.hotline", "articles.article.advised_by"),
    *("articles.byline.contributor", "articles.topicentry.topic"),
    *("notices.notice.authority", "notices.notice.places", "notices.notice.hotline", "notices.notice.follows"),
    *("notices.attachment.document", "photos.photo.place", "questions.answer.places", "questions.answer.authority"),
}
REVIEWER = WRITER | {"articles.topic.hotline", "articles.topicentry.article"}
KEEPER = {
    *("articles.contributor.user", "articles.topic.hotline", "articles.topicentry.article", "photos.photo.place"),
    *("directory.place.parent", "directory.authority.place", "directory.hotline.authority"),
    *("questions.desk.place", "questions.desk.hotline"),
}
# Whom a form of theirs completes what, written down once more and by hand.
COMPLETED = {
    "newcomer": set(),
    "reporter": WRITER,
    "other_reporter": WRITER,
    "first_reviewer": REVIEWER,
    "second_reviewer": REVIEWER,
    "final_reviewer": REVIEWER,
    "keeper": KEEPER,
    "root": REVIEWER | KEEPER,
}
ADDRESS = "/admin/autocomplete/"


@pytest.fixture
def people(cast):
    newcomer = get_user_model().objects.create_user("newcomer", is_staff=True)
    return {**cast, "newcomer": newcomer, "root": make_person("root", "管理员", is_superuser=True)}


def relations():
    """Every relation of every model by its names, from either side, those that have no name included."""
    return sorted(
        {
            (model._meta.app_label, model._meta.model_name, field.name)
            for model in apps.get_models(include_auto_created=True)
            for field in model._meta.get_fields(include_hidden=True)
            if field.is_relation
        }
    )


@pytest.mark.django_db
def test_every_relation_of_every_model_is_completed_for_those_whose_forms_have_it_and_for_nobody_else(
    people, rf, walked
):
    make_one_of_each()
    make_canary(people["reporter"])
    view, asked = resolve(ADDRESS).func, 0
    for name in COMPLETED:
        completed = set()
        for app_label, model_name, field_name in relations():
            asking = {"app_label": app_label, "model_name": model_name, "field_name": field_name, "term": ""}
            request = rf.get(ADDRESS, asking)
            request.user = people[name]
            asked += 1
            try:
                answer = view(request)
            except PermissionDenied:
                continue
            assert "results" in json.loads(answer.content)
            completed.add(".".join((app_label, model_name, field_name)))
        assert completed == COMPLETED[name], name
    walked(f"{asked} requests: {len(relations())} relations, {len(COMPLETED)} people")


@pytest.mark.django_db
@pytest.mark.database  # a NUL, and numbers out of range
def test_whatever_is_typed_or_made_up_breaks_no_field_and_finds_nothing_more(people, as_person, caplog, walked):
    caplog.set_level(logging.CRITICAL)
    make_one_of_each()
    field = {"app_label": "articles", "model_name": "article", "field_name": "places"}
    terms = ("\x00", '"', "'\"", "\\", "%", "_", "a" * 100_000, "a " * 5_000, "' OR 1=1 --", "［", "\u202e")
    pages = ("0", "-1", "x", "１", "1e3", "last", "9" * 30, "9" * 5_000, "\x00")
    made_up = ("", "\x00", "nothing", "articles.article", "+", "pk", "__class__", "places__parent", "9" * 5_000)
    asked = [
        *({**field, "term": term} for term in terms),
        *({**field, "page": page} for page in pages),
        *({**field, name: value} for name in field for value in made_up),
        *({other: field[other] for other in field if other != name} for name in field),
        {},
    ]
    for name in ("anonymous", "outsider", "newcomer", "reporter", "root"):
        client = as_person(people[name])
        client.raise_request_exception = False
        for asking in asked:
            answer = client.get(ADDRESS, asking)
            assert answer.status_code in ({200, 403, 404} if name in {"reporter", "root"} else {302, 400, 403}), asking
        assert client.post(ADDRESS, field).status_code in {302, 403, 405}
    walked(f"{len(asked)} ways to ask")
