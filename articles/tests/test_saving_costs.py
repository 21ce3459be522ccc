"""What it costs to save an article: few statements, whatever the article holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from portal.testing import make_article, make_authority, make_contributor, make_draft, make_photo, make_place

from .admin_form import typed, url

pytestmark = pytest.mark.django_db(transaction=True)
OF_THE_FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def statements(as_person):
    """A function that saves the form of an article with another headline, and returns what the database was asked."""

    def save(person, article):
        client = as_person(person)
        for title in (
            "老楼装上了新电梯",
            "老楼装上了好电梯",
        ):  # after the first time it is known what is asked but once
            data = typed(Article.objects.get(pk=article.pk), title=title)
            with CaptureQueriesContext(connection) as captured:
                assert client.post(url("change", article.pk), data).status_code == 302
        return [asked["sql"] for asked in captured if not asked["sql"].startswith(OF_THE_FRAME)]

    return save


def test_a_draft_is_saved_with_21_statements(statements, reporter):
    draft = make_draft(reporter, places=[make_place("桃花新村")])
    draft.keep_version(reporter)
    assert len(statements(reporter, draft)) <= 21


def test_whatever_a_draft_holds_it_is_saved_with_23_statements(statements, reporter):
    """The rows that its form chooses are read at once for all of a kind, and those it had are not read again."""
    names, pictures = ("沈拾光", "林知夏", "周渡"), [make_photo(title=f"电梯{number}") for number in range(6)]
    draft = make_draft(
        reporter,
        places=[make_place("桃花新村")],
        bylines=[make_contributor(name) for name in names],
        photos=[(picture, "gallery") for picture in pictures[1:]],
        steps=["包好水表", "放空管道", "关好窗户"],
        lead_photo=pictures[0],
        hotline=make_authority().hotlines.get(),
    )
    draft.keep_version(reporter)
    sent = statements(reporter, draft)
    assert len(sent) <= 23
    assert sum('FROM "articles_tipstep"' in sql for sql in sent) == 1


def test_what_readers_see_is_checked_and_found_anew_with_29_statements(statements, final_reviewer):
    article = make_article(author=final_reviewer, places=[make_place("桃花新村")])
    article.keep_version(final_reviewer)
    sent = statements(final_reviewer, article)
    assert sum("INSERT INTO search_grams" in sql or "COPY search_grams" in sql for sql in sent) <= 1
    assert len(sent) <= 29
