"""Every public page of the sample content, one of each template and layout, for tests that walk them all."""

from django.urls import reverse

from articles.models import Article, Column, Contributor, Topic


def paths():
    """Return {name: path} of one page for every public template and column layout."""
    newest = Article.objects.published().newest_first()
    pictured = newest.exclude(photos=None)
    return {
        "home": reverse("home"),
        "about": reverse("about"),
        "corrections": reverse("editorial:corrections"),
        "accessibility": reverse("accessibility"),
        "hotlines": reverse("directory:hotlines"),
        "archive day": reverse("articles:archive_day", args=_day(newest[0])),
        "archive month": reverse("articles:archive_month", args=_day(newest[0])[:2]),
        "topics": reverse("articles:topics"),
        "topic": Topic.objects.all()[0].get_absolute_url(),
        "contributor": Contributor.objects.get(slug="lin-zhixia").get_absolute_url(),
        "styleguide": reverse("styleguide"),
        "not found": "/articles/999999/",
        "withdrawn": Article.objects.filter(state=Article.State.WITHDRAWN)[0].get_absolute_url(),
        "article with before and after": pictured.filter(photos__role="before")[0].get_absolute_url(),
        "article with a gallery": pictured.filter(photos__role="gallery")[0].get_absolute_url(),
        "article with a table": newest.filter(body__contains="<table")[0].get_absolute_url(),
        "article with a video": newest.exclude(video_url="")[0].get_absolute_url(),
        "article in a topic": newest.exclude(topics=None)[0].get_absolute_url(),
        **{f"corrected article {item.pk}": item.get_absolute_url() for item in newest.exclude(corrections=None)[:1]},
        "tip": newest.exclude(steps=None)[0].get_absolute_url(),
        **{f"column {column.layout} {column.slug}": column.get_absolute_url() for column in Column.objects.all()},
    }


def _day(article):
    from django.utils import timezone

    day = timezone.localdate(article.publish_at)
    return day.year, day.month, day.day
