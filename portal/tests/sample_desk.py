"""The sample desk, loaded at some hour; its pictures are of one colour, which takes less time."""

from datetime import datetime, timedelta
from io import StringIO
from unittest import mock

import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article
from photos.intake import clean_picture
from portal.testing import picture_file

DAY = datetime(2026, 11, 24)


def moment(hour, minute=0, days=0):
    return timezone.make_aware(DAY + timedelta(days=days, hours=hour, minutes=minute))


def load():
    with mock.patch("photos.sample.clean_picture", return_value=clean_picture(picture_file())):
        call_command("loadsample", stdout=StringIO())


def load_at(hour, minute=0):
    """Load everything as if it were that time; what is scheduled and live is then to be asked at that time too."""
    with time_machine.travel(moment(hour, minute), tick=False):
        load()


def person(username):
    return get_user_model().objects.get(username=username)


def titles(articles):
    return {article.title for article in articles}


def article(title):
    return Article.objects.get(title__contains=title)
