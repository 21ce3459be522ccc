"""处理: the asker gets an answer, readers perhaps too."""

import re

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from editing.person_names import name_of
from editorial.models import Refused
from editorial.rules import Action

from ..anonymity import HEADLINE, anonymised, paragraphs
from ..full_names import looks_like_full_name
from ..models import Answer, Case, Event
from ..private_words import names_to_hide
from ..rules import CaseAction
from .assigning import in_hand
from .step import step, tell, within

LONGEST_TITLE = 22  # characters: what a headline in print holds
SENTENCE = re.compile(r"[^\n。？！?!]{4,}[？?]?")


@step(CaseAction.ANSWER)
def answer_asker(case, user, reply):
    """Give the asker an answer that nobody else reads. `reply` is HTML."""
    if not strip_tags(reply).strip():
        raise Refused(_("Write the answer first."))
    case.reply, case.replied_at = reply, timezone.now()
    _weigh_answers(case)
    tell(case, Event.Kind.ANSWERED, user)


@step(CaseAction.BEGIN_ANSWER)
def begin_answer(case, user, asker=""):
    """Begin the public answer as a draft of `user`; return the Answer.

    The draft holds the question without private data and the replies so far. `asker` is the asker's public name.
    Raises Refused where it looks like a full name, where the desk does not publish answers, or where an answer is
    begun already.
    """
    if case.answer and not case.answer.is_withdrawn:
        raise Refused(_("The public answer is begun already."))
    if not case.desk.publishes_answers:
        raise Refused(_("This desk does not publish its answers."))
    asker = within(Answer, "asker", asker.strip())
    if looks_like_full_name(asker):
        raise Refused(_("That looks like a full name: 王女士 is enough."))
    names = names_to_hide(case)
    question = anonymised(case.text, names)
    replies = list(case.referrals.exclude(reply="").order_by("pk").select_related("authority"))
    answer = Answer(
        author=user,
        title=_headline(question),
        asker=asker or _("a citizen"),
        question=question[: Answer._meta.get_field("question").max_length],
        body=paragraphs(anonymised("\n".join(map(_quoted, replies)), names)),
        desk=case.desk,
        authority=case.authority,
        duty_reporter=name_of(user)[:20],
        asked_on=timezone.localdate(case.received_at),
        answered_on=timezone.localdate(replies[-1].replied_at) if replies else None,
        state_since=timezone.now(),
    )
    answer.save()
    if case.place_id:
        answer.places.set([case.place_id])
    answer.keep_version(user)
    case.answer = answer
    tell(case, Event.Kind.NOTED, user, internal=_("public answer begun, number %d") % answer.pk)
    return answer


@step()
def follow_answer(case, user, action=None):
    """Bring the case in step with its public answer.

    Called when the `action` of `user` has changed the state of the answer, or, without an `action`, when the time
    at which it comes out may have changed.
    """
    case.answer = Answer.objects.get(pk=case.answer_id)
    was_answered = case.answered_at is not None
    _weigh_answers(case)
    match action:
        case Action.PASS | Action.PUBLISH if case.answer.is_approved:
            askers = 1 + case.duplicates.count()
            Answer.objects.filter(pk=case.answer_id).update(askers=askers)
            tell(case, Event.Kind.PUBLISHED, user)
        case Action.WITHDRAW:
            tell(case, Event.Kind.NOTED, user, public=_("The published answer was withdrawn."))
        case Action.RETURN if was_answered and not case.answered_at:
            tell(case, Event.Kind.NOTED, user, internal=_("the public answer was returned"))


def _weigh_answers(case):
    """Compute anew when the asker was or will be answered: by a reply or by publication, whichever comes first.

    Only what was said since the case was last taken up counts. A case that its asker has withdrawn, or that
    nobody took up, is answered by nothing.
    """
    if case.was_dropped:
        return
    since = case.reopened_at or case.received_at
    moments = [case.replied_at] if case.replied_at and case.replied_at >= since else []
    if case.answer and case.answer.is_approved and case.answer.publish_at >= since:
        moments.append(case.answer.publish_at)
    if not moments and case.status == Case.Status.CLOSED and case.has_answer:
        return
    case.answered_at = min(moments, default=None)
    if case.answered_at:
        case.responded_at = min(case.responded_at or case.answered_at, case.answered_at)
    if case.status != Case.Status.CLOSED:
        standing = in_hand(case) if case.status == Case.Status.ANSWERED else case.status
        case.status = Case.Status.ANSWERED if case.answered_at else standing


def _headline(question):
    """Return the first sentence of `question`, if it is short enough for a headline.

    Otherwise return a mark, over which the editor writes a headline.
    """
    first = SENTENCE.match(question.strip())
    return first[0] if first and len(first[0]) <= LONGEST_TITLE else HEADLINE


def _quoted(referral):
    return _("%(authority)s replies: %(reply)s") % {"authority": referral.authority, "reply": referral.reply}
