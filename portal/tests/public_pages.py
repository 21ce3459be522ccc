"""Every public page of the sample content, one of each template and layout, for tests that walk them all."""

from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Column, Contributor, Topic
from directory.models import Authority, Place
from notices.models import Notice
from questions.models import Answer, Desk


def monday():
    """The day with which this week begins: by it the calendar knows a week."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday())


def paths():
    """Return {name: path} of one page for every public template and column layout."""
    newest = Article.objects.published().newest_first()
    pictured = newest.exclude(photos=None)
    answers = Answer.objects.published().newest_first()
    return {
        "home": reverse("home"),
        "about": reverse("about"),
        "corrections": reverse("editorial:corrections"),
        "open data": reverse("notices:open_data"),
        "accessibility": reverse("accessibility"),
        "feeds": reverse("feeds"),
        "hotlines": reverse("directory:hotlines"),
        **{f"place, a {Place.Kind(kind).name}": _widest(kind).get_absolute_url() for kind in Place.Kind},
        **{f"authority {one.slug}": one.get_absolute_url() for one in _authorities()},
        "archive day": reverse("articles:archive_day", args=[_day(newest[0])]),
        "archive month": reverse("articles:archive_month", args=[_day(newest[0])]),
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
        **_searches(),
        **_notices(),
        "tip": newest.exclude(steps=None)[0].get_absolute_url(),
        **{f"column {column.layout} {column.slug}": column.get_absolute_url() for column in Column.objects.all()},
    }


def _searches():
    """The page of results in each of its states."""
    page = reverse("search:results")
    return {
        "search": page,
        "search, found": f"{page}?q=电梯",
        "search, narrowed": f"{page}?q=电梯&kind=notice&sort=date",
        "search, by parts": f"{page}?q=老旧小区电梯",
        "search, by sound": f"{page}?q=dianti",
        "search, none found": f"{page}?q=电题",
        "search, no such filter": f"{page}?q=电梯&place=nowhere",
        "search, too short": f"{page}?q=梯",
    }


def _notices():
    """The board as it is asked for, and a notice of each status."""
    board, public = reverse("notices:list"), Notice.objects.published()
    chosen = {
        "in force": Notice.objects.in_force(),
        "upcoming": Notice.objects.upcoming(),
        "over": Notice.objects.over(),
        "repealed": Notice.objects.repealed(),
        "in a chain": public.exclude(follows=None),
        "with attachments": public.exclude(attachments=None),
        "with comments": public.exclude(desk=None),
        "with facts": public.exclude(facts=None),
    }
    return {
        "notices": board,
        "notices in force": f"{board}?status=in_force",
        "notices, none found": f"{board}?month=2001-01&kind=nowhere",
        "notices of a month": reverse("notices:calendar"),
        "notices of a month, none": f"{reverse('notices:calendar')}?month=2001-01&kind=nowhere",
        "notices of a week": f"{reverse('notices:calendar')}?week={monday()}",
        "near home": reverse("notices:today"),
        "near home, at a place": f"{reverse('notices:today')}?place=wutong",
        **{
            f"notice {name} {notice.pk}": notice.get_absolute_url()
            for name, found in chosen.items()
            for notice in found[:1]
        },
    }


def _widest(kind):
    """The place of this kind with the most in it."""
    return Place.objects.filter(kind=kind).annotate(number=Count("children")).order_by("-number", "path")[0]


def _authorities():
    """One of which everything is known, and one that has said nothing yet."""
    busy = Authority.objects.exclude(notices=None).exclude(answers=None).exclude(tips=None)[:1]
    return [*busy, *Authority.objects.filter(notices=None, answers=None)[:1]]


def _day(article):
    return timezone.localdate(article.publish_at)
