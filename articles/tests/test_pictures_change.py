"""A picture's words change in the library while an article shows it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from editorial.rendering import render
from portal.testing import make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    return make_photo()


@pytest.fixture
def article(photo):
    return make_article(body=f'<p>旧的一段</p><p><img src="{photo.url}"></p>')


def test_new_words_reach_the_text_that_shows_it(photo, article):
    other = make_article("没有图")
    Article.objects.filter(pk=other.pk).update(body_html="原样")
    photo.alt_text = "新装的电梯"
    photo.save()
    article.refresh_from_db()
    other.refresh_from_db()
    assert 'alt="新装的电梯"' in article.body_html
    assert other.body_html == "原样"


def test_the_text_itself_is_read_under_a_lock_and_not_written(photo, article):
    photo.alt_text = "新装的电梯"
    with CaptureQueriesContext(connection) as queries:
        photo.save()
    about = [query["sql"] for query in queries if '"articles_article"' in query["sql"]]
    written = [sql for sql in about if sql.startswith("UPDATE")]
    assert len(written) == 1
    assert '"body_html" =' in written[0]
    assert '"body" =' not in written[0]
    if connection.features.has_select_for_update:
        assert any("FOR NO KEY UPDATE" in sql for sql in about)


def test_what_an_editor_saved_meanwhile_stays(photo, article, monkeypatch):
    """The editor is quicker than the rendering: nothing of the older text comes back."""
    newer = f'<p>新的一段</p><p><img src="{photo.url}"></p>'

    def overtaken(html):
        Article.objects.filter(pk=article.pk).update(body=newer)
        return render(html)

    for module in ("articles.receivers.render", "editorial.richtext.render"):
        monkeypatch.setattr(module, overtaken, raising=False)
    photo.save()
    article.refresh_from_db()
    assert article.body == newer
