"""Made-up keys in the form of an article and of its topic: told on the form, with all that was typed."""

import pytest
from django.urls import reverse

from portal.testing import make_article, make_draft, make_topic

from .admin_form import typed, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("made_up", ["x", "9" * 40])
@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ({"bylines": [{"contributor": "MADE UP", "role": "reporter", "order": 0}]}, {}),
        ({"topic_entries": [{"topic": "MADE UP", "order": 0}]}, {}),
        ({"photos": [{"photo": "MADE UP", "role": "gallery", "order": 0}]}, {}),
        ({}, {"places": ["MADE UP"]}),
        ({}, {"hotline": "MADE UP"}),
        ({}, {"lead_photo": "MADE UP"}),
        ({}, {"column": "MADE UP"}),
    ],
)
def test_in_an_article(made_up, rows, fields, as_person, reporter):
    draft = make_draft(reporter)
    rows = {
        name: [{**row, **{k: made_up for k in row if row[k] == "MADE UP"}} for row in all_]
        for name, all_ in rows.items()
    }
    fields = {name: [made_up] if isinstance(value, list) else made_up for name, value in fields.items()}
    response = as_person(reporter).post(url("change", draft.pk), typed(draft, rows, title="写到一半", **fields))
    assert response.status_code == 200
    assert 'value="写到一半"' in response.content.decode()


def test_two_articles_of_a_topic_change_places(as_person, first_reviewer):
    articles = [make_article("一"), make_article("二")]
    topic = make_topic(articles=articles)
    one, two = topic.entries.all()
    data = {
        "title": topic.title, "introduction": topic.introduction, "order": 0, "is_running": "on", "slug": topic.slug,
        "entries-TOTAL_FORMS": 2, "entries-INITIAL_FORMS": 2,
        "entries-0-id": one.pk, "entries-0-topic": topic.pk, "entries-0-article": articles[1].pk, "entries-0-order": 0,
        "entries-1-id": two.pk, "entries-1-topic": topic.pk, "entries-1-article": articles[0].pk, "entries-1-order": 1,
    }  # fmt: skip
    response = as_person(first_reviewer).post(reverse("admin:articles_topic_change", args=[topic.pk]), data)
    assert response.status_code == 302
    assert [entry.article.title for entry in topic.entries.all()] == ["二", "一"]
