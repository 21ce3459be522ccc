"""One of everything, and among it a citizen's telephone number and address, looked for wherever they must not be."""

from datetime import timedelta

from django.utils import timezone

from mourning.models import Mourning
from portal.testing import (
    make_answer,
    make_article,
    make_authority,
    make_contributor,
    make_desk,
    make_kind,
    make_notice,
    make_photo,
    make_place,
    make_topic,
)
from questions.stages import answering, assigning, collecting, referring
from search.models import FruitlessSearch, PromotedResult

TELEPHONE, STREET, NAME = "13800004321", "望禾巷七十七号九室", "覃隐真"
CONTACT = {"name": NAME, "telephone": TELEPHONE, "address": STREET}
# What was typed into the question itself is read by the desk's members and by who has the code.
TYPED = "13900008765"


def private(text):
    """Which parts of the contact stand in `text`."""
    return [canary for canary in (TELEPHONE, STREET, NAME) if canary in text]


def make_one_of_each():
    """Make one of each, all with the primary key or slug that addresses are filled with."""
    article = make_article(bylines=[make_contributor(slug="1")])
    make_topic(slug="1", articles=[article])
    type(article.column).objects.filter(pk=article.column_id).update(slug="1")
    make_photo()
    make_place(slug="1")
    make_authority(slug="1")
    make_notice(kind=make_kind(slug="1"), level=3)
    today = timezone.localdate()
    FruitlessSearch.objects.create(words="飞碟停靠站", times=2, first_on=today, last_on=today)
    PromotedResult.objects.create(title="便民电话", address="/hotlines/").take_words(["电话"])
    now, day = timezone.now(), timedelta(days=1)
    Mourning.objects.create(occasion="悼念", begins_at=now + day, ends_at=now + 2 * day)


def make_canary(reporter):
    """Return a case in the reporter's hands, at the authority, with a public answer begun."""
    desk = make_desk(slug="1", members=[reporter])
    case, code, _is_new = collecting.receive(desk, f"楼道灯不亮，请打{TYPED}。", submission="a" * 32, contact=CONTACT)
    assigning.claim(case, reporter)
    referring.refer(case, reporter, make_authority("青禾市电力公司", number=""), "一处楼道灯不亮。")
    answering.begin_answer(case, reporter)
    make_answer(desk=desk)
    case.code = code
    return case
