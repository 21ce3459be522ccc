"""All that the page of a case shows to the one who asked."""

from django.conf import settings

from .. import rules
from ..models import Case
from ..private_words import known_of, without
from .status import contact_until, standing_of
from .timeline import timeline_of


def about(case):
    """Return what the page shows of `case` and of the case that it follows, as the context of a template."""
    subject, pictures = case.root, list(case.pictures.all())
    return {
        "case": case,
        "subject": subject,
        "standing": standing_of(case),
        "timeline": timeline_of(case),
        "replies": list(filter(None, [case.reply_html, _reply_to_all(case)])),
        "public_answer": subject.public_answer,
        "promises": subject.promises.select_related("authority"),
        "additions": case.additions.all(),
        "pictures": pictures,
        "contact": getattr(case, "contact", None),
        "contact_until": contact_until(case),
        "contact_days": settings.CONTACT_DAYS,
        "is_open": not case.is_settled,
        "may_be_withdrawn": rules.reason_against_withdrawing(case) is None,
        "has_consent": any(picture.may_be_published for picture in pictures),
        "may_be_rated": rules.may_be_rated(case),
        "may_be_reopened": rules.may_be_reopened(case),
        "is_unsolved": case.is_solved is False and not rules.may_be_rated(case),
        "is_reply_earlier": subject.reopened_at is not None and subject.answered_at is None,
    }


def _reply_to_all(case):
    """Return the private answer to the asker of the case that `case` follows, as HTML; an empty string without one.

    What would lead to that other asker is taken out.
    """
    if case.root == case:
        return ""
    copy = Case(reply=without(case.root.reply, known_of(case.root)))
    Case._meta.get_field("reply").render_into(copy)
    return copy.reply_html
