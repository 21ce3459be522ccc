"""What readers are told of the way from a question to its answer: who was asked, who replied, what was promised.

It is made of what the newsroom and the authorities did. Nothing in it comes from the asker, from a note, or
from the text of a reply. A promise is quoted only if reviewers have seen it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import Promise, Referral


@dataclass(frozen=True)
class Step:
    on: date
    text: str


def timeline_of(answer):
    """Return the Steps of `answer` by day, in two queries. There may be no case behind the answer."""
    steps = [(timezone.localtime(moment), text) for moment, text in _way_of(answer)]
    steps.sort(key=lambda step: step[0])
    received = Step(answer.asked_on, _("%(desk)s received the question") % {"desk": answer.desk})
    return [received, *(Step(moment.date(), text) for moment, text in steps)]


def _way_of(answer):
    """Yield (moment, sentence) for what happened after the question came in, in any order."""
    # A revoked referral went to the wrong authority. The asker never waited for it.
    for referral in Referral.objects.filter(case__answer=answer, revoked_at=None).select_related("authority"):
        authority = {"authority": referral.authority}
        yield referral.sent_at, _("Referred to %(authority)s") % authority
        if referral.replied_at and referral.names_instead and not referral.reply:
            yield referral.replied_at, _("%(authority)s said that others are in charge") % authority
        elif referral.replied_at:
            yield referral.replied_at, _("%(authority)s replied") % authority
    for promise in Promise.objects.filter(case__answer=answer).select_related("authority"):
        yield promise.made_at, _promised(promise, answer)
        if promise.kept_on:
            evening = timezone.make_aware(datetime.combine(promise.kept_on, time.max))
            yield evening, _("%(authority)s has done what it promised") % {"authority": promise.authority}
    if answer.publish_at:
        yield answer.publish_at, _("The answer was published")


def _promised(promise, answer):
    words = {
        "authority": promise.authority,
        "day": date_format(promise.due_on, "n月j日"),
        "text": promise.text,
        "status": promise.status,
    }
    # Nobody has reviewed what an officer wrote after the reviews.
    if answer.is_approved and promise.made_at > answer.state_since:
        return _("%(authority)s made a promise for %(day)s (%(status)s)") % words
    return _("%(authority)s promised for %(day)s: %(text)s (%(status)s)") % words
