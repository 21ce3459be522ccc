"""A desk that collects comments, for the tests."""

from datetime import timedelta

from django.utils import timezone

from portal.testing import make_desk
from questions.models import Desk

TITLE = "关于调整2路公交线路征求意见"


def comments_desk(name="意见征集 0012-2026-00015", head=None, **fields):
    today = timezone.localdate()
    return make_desk(
        name,
        head=head,
        **{
            "kind": Desk.Kind.COMMENTS,
            "subject": TITLE,
            "subject_url": "/notices/12/",
            "shown_from": timezone.now() - timedelta(hours=1),
            "opens_on": today - timedelta(days=1),
            "closes_on": today + timedelta(days=10),
            "publishes_answers": False,
            **fields,
        },
    )
