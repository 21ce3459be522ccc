"""A notice that asks for comments, for the tests of what becomes of them."""

from datetime import date

from editorial.bringing_in import bring_in
from notices import comment_desks
from notices.models import Kind, Notice
from portal.testing import make_kind, make_notice, put

FIRST, LAST = date(2026, 11, 20), date(2026, 11, 30)
TITLE = "关于调整2路公交线路征求意见"


def consultation(title=TITLE, nature=Kind.Nature.CONSULTATION, **fields):
    """Return a notice that takes comments from FIRST to LAST."""
    return make_notice(
        title,
        kind=make_kind("征求意见" if nature == Kind.Nature.CONSULTATION else "公示", nature=nature),
        **{"comments_from": FIRST, "comments_until": LAST, "comments_how": "市交通局三楼\n寄信也可以", **fields},
    )


def with_desk(user, **fields):
    """Return a public consultation whose desk `user` has opened while it was a draft."""
    notice = consultation(**{"state": Notice.State.DRAFT, **fields})
    comment_desks.open_desk(notice, user)
    return published(notice)


def following(notice, relation, **fields):
    """Return the next in the chain of `notice`, public now unless `fields` say otherwise."""
    draft = make_notice(f"之后：{notice.title}", follows=notice, relation=relation, kind=notice.kind, state="draft")
    return published(put(draft, **fields))


def published(notice):
    """Approve `notice`, past the reviews; what a decision does with its chain and its desk is done."""
    notice.approve(None)
    bring_in(notice, notice.author)
    notice.keep_version(notice.author)
    comment_desks.follow(notice)
    notice.refresh_from_db()
    return notice
