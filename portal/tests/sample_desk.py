"""The sample newsroom, loaded at some hour; its pictures are of one colour, which takes less time."""

from contextlib import ExitStack
from datetime import datetime, timedelta
from io import StringIO
from unittest import mock

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article
from documents.screening.verdict import Screened
from photos.intake import clean_picture
from portal.testing import picture_file

DAY = datetime(2026, 11, 24)


def moment(hour, minute=0, days=0):
    return timezone.make_aware(DAY + timedelta(days=days, hours=hour, minutes=minute))


def _let_in(file):
    """As the door does, which takes a process of its own for each; that it takes these in is tested once."""
    return Screened(file.name.rpartition(".")[2], file.read(), "")


def load(*, with_cases=False):
    picture = clean_picture(picture_file())
    with ExitStack() as stack:
        for room in ("photos", "questions"):
            stack.enter_context(mock.patch(f"{room}.sample.clean_picture", return_value=picture))
        stack.enter_context(mock.patch("notices.sample.screen", _let_in))
        if not with_cases:
            stack.enter_context(mock.patch("portal.sample.read_cases", return_value={}))
        call_command("loadsample", stdout=StringIO())


def person(username):
    return get_user_model().objects.get(username=username)


def titles(articles):
    return {article.title for article in articles}


def article(title):
    return Article.objects.get(title__contains=title)
