"""What an item says to the world is declared once for each kind, and is all that a way out needs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.bringing_in import bring_in
from editorial.feeds import newest
from editorial.kinds import kinds
from editorial.public_item import PublicItem
from editorial.tests.bulletins.models import Bulletin, Line
from portal.testing import make_answer, make_article, make_authority, make_contributor, make_notice, make_place

MAKERS = {"Article": make_article, "Answer": make_answer, "Notice": make_notice}
pytestmark = pytest.mark.django_db


def make_bulletin(title, author, **fields):
    fields = {"state": Bulletin.State.APPROVED, "publish_at": timezone.now() - timedelta(hours=1), **fields}
    bulletin = bring_in(Bulletin(title=title, text="<p>鼓楼巷<b>今晚</b>停水。</p>", author=author, **fields), author)
    Line.objects.create(bulletin=bulletin, text="接好水")
    return bulletin


def make_one(kind, author, title, **fields):
    return MAKERS.get(kind.__name__, make_bulletin)(title, author=author, **fields)


def headlines():
    """A way out that knows no kind of content: the moment, headline and address of all that is public."""
    items = (PublicItem.of(item) for kind in kinds() for item in kind.objects.published().in_brief())
    return {f"{public.published:%F} {public.headline} {public.address}" for public in items}


@pytest.mark.django_db(databases=[])
def test_every_kind_declares_what_it_says():
    assert [kind.__name__ for kind in kinds() if type(PublicItem.of(kind())) is PublicItem] == []


def test_a_new_way_out_sees_all_kinds_and_nothing_that_is_not_public(final_reviewer, settings, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    made = [make_one(kind, final_reviewer, "公开的") for kind in kinds()]
    for kind in kinds():
        make_one(kind, final_reviewer, "还没到时候", publish_at=now + timedelta(hours=1))
        make_one(kind, final_reviewer, "草稿", state=kind.State.DRAFT, publish_at=None)
        gone = {"state": kind.State.WITHDRAWN, "withdrawn_at": now, "withdrawn_reason": "不实。"}
        make_one(kind, final_reviewer, "撤下的", **gone)
    day = f"{now - timedelta(hours=1):%F}"
    assert headlines() == {f"{day} 公开的 {settings.SITE_URL}{item.get_absolute_url()}" for item in made}
    time_machine.move_to(now + timedelta(hours=1), tick=False)
    assert len(headlines()) == 2 * len(made)


def test_every_kind_says_all_that_a_way_out_may_ask(final_reviewer):
    names = [
        name for name in vars(PublicItem) if not name.startswith("_") and name not in {"of", "model", "address_of"}
    ]
    for kind in kinds():
        make_one(kind, final_reviewer, "都说了")
        public = PublicItem.of(kind.objects.get())
        said = {name: getattr(public, name) for name in names}
        assert (said["headline"], said["status_in_words"][:3]) == ("都说了", "已公开")
        assert "<p>" in said["html"]
        assert said["text"]
        assert "<" not in said["text"] + said["summary"]
        assert said["authors"]
        assert said["told"] == said["published"] == kind.objects.get().publish_at


def test_a_list_takes_from_the_database_once_what_each_item_says(rf, final_reviewer, django_assert_num_queries):
    """A way out with the whole text costs no more queries for many items than for one."""
    place, authority, contributor = make_place(), make_authority(), make_contributor()
    for number in range(3):
        make_article(f"文{number}", advised_by=authority, bylines=[contributor], places=[place], steps=["一"])
        make_answer(f"答{number}", authority=authority, places=[place])
        make_notice(f"告{number}", authority=authority, places=[place])
    for kind in (kind for kind in kinds() if kind.__name__ in MAKERS):
        with django_assert_num_queries(3 if kind.__name__ == "Article" else 1):
            said = [
                (one.summary, one.html, one.authors, one.section, one.told) for one in newest(rf.get("/"), kind.objects)
            ]
        assert len(said) == 3


def test_a_correction_is_told_and_a_minor_change_is_not(final_reviewer, time_machine):
    for kind in kinds():
        item = make_one(kind, final_reviewer, "要改的")
        time_machine.move_to(timezone.now() + timedelta(minutes=5), tick=False)
        item.save()
        assert PublicItem.of(item).told == item.publish_at < PublicItem.of(item).changed
        item.correct(final_reviewer, "有误。")
        [correction] = PublicItem.of(item).corrections
        assert PublicItem.of(item).told == correction.at
