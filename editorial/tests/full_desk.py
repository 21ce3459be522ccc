"""A newsroom at work: something of everything that may wait for somebody."""

from datetime import timedelta

from django.utils import timezone

from editorial.models import Override, Proposal
from editorial.rules import Action
from editorial.sample import clock_at
from portal.testing import make_article, make_column, make_draft, make_person


def override(item, person, digest="a" * 64):
    Override(item=item, code="mobile-number", digest=digest, reason="本人同意刊登", actor=person).save()


def at(hour, days=0, minute=0):
    """That hour of the city's day, `days` from today."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def waited(thing, **span):
    """Make `thing` as if it had been in its state for so long."""
    type(thing)._base_manager.filter(pk=thing.pk).update(state_since=timezone.now() - timedelta(**span))


def in_review(title, author, *passed_by):
    item = make_draft(author, title)
    item.decide(Action.SUBMIT, author)
    for reviewer in passed_by:
        item.decide(Action.PASS, reviewer)
    return item


def proposal(title, author, *, submitted=True, passed_by=(), returned_by=None):
    """A proposed version, marked as minor, of an article that is live."""
    proposed = Proposal.begin(make_article(f"{title}（已发）"), author)
    data = {**proposed.data, "fields": {**proposed.data["fields"], "title": title}}
    proposed.is_minor = True
    proposed.save()
    proposed.keep_version(author, data)
    if submitted or returned_by:
        proposed.decide(Action.SUBMIT, author)
    for reviewer in passed_by:
        proposed.decide(Action.PASS, reviewer)
    if returned_by:
        proposed.decide(Action.RETURN, returned_by, "请再核实")
    return proposed


def lay_out(cast):
    """Make two or three of everything, by different people and at different levels."""
    first, second, final = (cast[f"{level}_reviewer"] for level in ("first", "second", "final"))
    colleague = make_person("colleague", "一审编辑")
    for author in (cast["reporter"], cast["other_reporter"], first, second, final):
        reader = colleague if author == first else first
        make_draft(author)
        in_review("一审稿", author)
        in_review("二审稿", author, reader)
        proposal("修改稿", author)
        proposal("修改草稿", author, submitted=False)
        proposal("退回的修改稿", author, returned_by=reader)
    for author in (cast["reporter"], cast["other_reporter"]):
        in_review("三审稿", author, first, second)
        in_review("退回稿", author).decide(Action.RETURN, first, "请再核实")
        in_review("急稿", author).decide(Action.PUBLISH, final, "突发")
        proposal("三审修改稿", author, passed_by=[first, second])
    # Overridden twice, too long ago, and of a draft that is gone.
    overridden, old, gone = make_draft(cast["reporter"]), make_draft(cast["reporter"]), make_draft(cast["reporter"])
    for item, digest in ((overridden, "a"), (overridden, "b"), (gone, "d"), (make_article(), "e")):
        override(item, final, digest * 64)
    with clock_at(timezone.now() - timedelta(days=8)):
        override(old, final, "c" * 64)
    gone.delete()
    for name, days in (("影像", 2), ("评论", 3), ("要闻", 1), ("不定期", None)):
        column = make_column(name)
        type(column).objects.filter(pk=column.pk).update(expected_days=days)
    make_article("旧评论", column=make_column("评论"), publish_at=timezone.now() - timedelta(days=9))
