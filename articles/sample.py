"""Loads the articles of the sample content."""

from datetime import timedelta

from django.utils import timezone

from dates.days import midnight
from editorial.bringing_in import bring_in
from editorial.sample import clock_at, moment_of

from .models import Article, Column


def load_published(rows, name, table, author):
    """Make the article that `table` describes, as if it had been entered and published at its time."""
    moment = _in_the_past(moment_of(table, rows.now), rows.now)
    with clock_at(moment):
        _make(rows, name, table, author, state=Article.State.APPROVED, publish_at=moment)


def load_draft(rows, name, table, author, remark):
    """Make a draft of `table`, entered now; the time in it is when it is to be published."""
    wished = {"publish_at": moment_of(table, rows.now)} if "time" in table else {}
    article = _make(rows, name, table, author, **wished)
    Article.objects.get(pk=article.pk).keep_version(author, remark)


def _make(rows, name, table, author, **way):
    return rows.make(
        Article,
        {key: said for key, said in table.items() if key not in {"days_ago", "time"}},
        name,
        save=lambda article: bring_in(article, author),
        column=rows.called(Column, name.partition("/")[0]),
        author=author,
        state_since=timezone.now(),
        **way,
    )


def _in_the_past(moment, now):
    """Return `moment`, or a time before `now` if the day has not reached it yet."""
    start = midnight(timezone.localdate(now))
    return start + (now - start) * ((moment - start) / timedelta(days=1)) if moment > now else moment
