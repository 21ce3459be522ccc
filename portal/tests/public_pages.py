"""Every public page of the sample content, one of each template and layout, for tests that walk them all."""

from django.urls import reverse

from articles.models import Article, Column, Contributor, Topic
from questions.models import Answer, Desk


def paths():
    """Return {name: path} of one page for every public template and column layout."""
    newest = Article.objects.published().newest_first()
    pictured = newest.exclude(photos=None)
    answers = Answer.objects.published().newest_first()
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
        "questions": reverse("questions:list"),
        "desks": reverse("questions:desks"),
        **{f"desk {desk.slug}": desk.get_absolute_url() for desk in Desk.objects.all()},
        **{f"ask {desk.slug}": reverse("questions:ask", args=[desk.slug]) for desk in Desk.objects.open()},
        **{f"poster {desk.slug}": reverse("questions:poster", args=[desk.slug]) for desk in Desk.objects.open()[:1]},
        "track": reverse("questions:track"),
        "accountability": reverse("questions:accountability"),
        "accountability, no such month": f"{reverse('questions:accountability')}?month=2001-01",
        "questions, none found": f"{reverse('questions:list')}?month=2001-01&desk=nowhere",
        **{f"newest answer {item.pk}": item.get_absolute_url() for item in answers[:1]},
        **{f"pictured answer {item.pk}": item.get_absolute_url() for item in answers.filter(photos__role="before")[:1]},
        **{f"answer asked by many {item.pk}": item.get_absolute_url() for item in answers.asked_most()[:1]},
        "tip": newest.exclude(steps=None)[0].get_absolute_url(),
        **{f"column {column.layout} {column.slug}": column.get_absolute_url() for column in Column.objects.all()},
    }


def _day(article):
    from django.utils import timezone

    day = timezone.localdate(article.publish_at)
    return day.year, day.month, day.day
