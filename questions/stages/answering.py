"""处理: the asker gets an answer, readers perhaps too, and the case is closed."""

import re

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from editing.person_names import name_of
from editorial.models import Refused
from editorial.rules import Action

from ..anonymity import HEADLINE, anonymised, paragraphs
from ..full_names import looks_like_full_name
from ..rules import CaseAction
from .step import Steps, needed, step, within

LONGEST_TITLE = 22  # characters: what a headline in print holds
SENTENCE = re.compile(r"[^\n。？！?!]{4,}[？?]?")


class Answering(Steps):
    """Mixed into Case."""

    @step(CaseAction.ANSWER)
    def answer_asker(self, user, reply):
        """Give the asker an answer that nobody else reads. `reply` is HTML."""
        if not strip_tags(reply).strip():
            raise Refused(_("Write the answer first."))
        self.reply, self.replied_at = reply, timezone.now()
        self._weigh_answers()
        self.tell_staff_step(self.events.model.Kind.ANSWERED, user)

    @step(CaseAction.BEGIN_ANSWER)
    def begin_answer(self, user, asker=""):
        """Begin the public answer as a draft of `user`; return the Answer.

        The draft holds the question without private data and the replies so far. `asker` is the asker's public name.
        Raises Refused where it looks like a full name, where the desk does not publish answers, or where an answer is
        begun already.
        """
        if self.answer and not self.answer.is_withdrawn:
            raise Refused(_("The public answer is begun already."))
        if not self.desk.publishes_answers:
            raise Refused(_("This desk does not publish its answers."))
        Answer = self._meta.get_field("answer").related_model
        field = Answer._meta.get_field("asker")
        asker = within(field.verbose_name, asker.strip(), field.max_length)
        if looks_like_full_name(asker):
            raise Refused(_("That looks like a full name: 王女士 is enough."))
        question = anonymised(self.text, names=self.names_to_hide())
        replies = list(self.referrals.exclude(reply="").order_by("pk").select_related("authority"))
        answer = Answer(
            author=user,
            title=_headline(question),
            asker=asker or _("a citizen"),
            question=question[: Answer._meta.get_field("question").max_length],
            body=paragraphs(anonymised("\n".join(map(_quoted, replies)), names=self.names_to_hide())),
            desk=self.desk,
            authority=self.authority,
            duty_reporter=name_of(user)[:20],
            asked_on=timezone.localdate(self.received_at),
            answered_on=timezone.localdate(replies[-1].replied_at) if replies else None,
            state_since=timezone.now(),
        )
        answer.save()
        if self.place_id:
            answer.places.set([self.place_id])
        answer.keep_version(user)
        self.answer = answer
        self.tell_staff_step(
            self.events.model.Kind.NOTED, user, internal=_("public answer begun, number %d") % answer.pk
        )
        return answer

    @step()
    def follow_answer(self, user, action=None):
        """Bring the case in step with its public answer.

        Called when the `action` of `user` has changed the state of the answer, or, without an `action`, when the time
        at which it comes out may have changed.
        """
        Event = self.events.model
        self.answer = type(self.answer).objects.get(pk=self.answer_id)
        was_answered = self.answered_at is not None
        self._weigh_answers()
        match action:
            case Action.PASS | Action.PUBLISH if self.answer.is_approved:
                askers = 1 + self.duplicates.count()
                type(self.answer).objects.filter(pk=self.answer_id).update(askers=askers)
                self.tell_staff_step(Event.Kind.PUBLISHED, user)
            case Action.WITHDRAW:
                self.tell_staff_step(Event.Kind.NOTED, user, public=_("The published answer was withdrawn."))
            case Action.RETURN if was_answered and not self.answered_at:
                self.tell_staff_step(Event.Kind.NOTED, user, internal=_("the public answer was returned"))

    @property
    def has_answer(self):
        """Whether the asker can read an answer by now. An answer that is signed for later comes out at its time."""
        return self.answered_at is not None and self.answered_at <= timezone.now()

    @property
    def possible_outcomes(self):
        """The outcomes with which a member of the desk may close the case now."""
        if self.desk.collects_comments:
            return [self.Outcome.GATHERED, self.Outcome.REFUSED]
        answered = [self.Outcome.RESOLVED, self.Outcome.EXPLAINED] if self.has_answer else []
        return [*answered, self.Outcome.REFUSED, self.Outcome.NO_ANSWER]

    @step(CaseAction.CLOSE)
    def close(self, user, outcome, note=""):
        """Close the case with `outcome`. The asker reads `note`, which is needed where there is no answer."""
        outcome = self.Outcome(outcome)
        if outcome in {self.Outcome.DUPLICATE, self.Outcome.WITHDRAWN}:
            raise Refused(_("This outcome comes by itself."))
        if outcome not in self.possible_outcomes:
            raise Refused(_("Answer the asker first, then close."))
        if not self.has_answer:
            needed(note, _("Tell the asker why: closing without an answer needs a note."))
        self._close(outcome)
        self.tell_staff_step(self.events.model.Kind.CLOSED, user, public=note)

    @step(CaseAction.REOPEN)
    def reopen(self, user, note):
        """Take the case up again. `note` tells colleagues why."""
        needed(note, _("Say why it is reopened."))
        self._reopen(anew=False)
        self.tell_staff_step(self.events.model.Kind.REOPENED, user, internal=note)

    @step()
    def close_in_silence(self):
        """Close an answered case whose asker has said nothing for long: as explained, never as resolved."""
        if self.status != self.Status.ANSWERED:
            raise Refused(_("It is not waiting for its asker."))
        self._close(self.Outcome.EXPLAINED)
        Event = self.events.model
        self.tell(Event.Kind.CLOSED, Event.Actor.SYSTEM)

    @step()
    def gather(self):
        """Close a comment whose desk has closed.

        It is with the other comments now, and nothing more comes of it by itself.
        """
        if self.answered_at or self.closed_at or not self.desk.collects_comments or self.desk.is_open:
            raise Refused(_("It is not waiting to be gathered."))
        self._close(self.Outcome.GATHERED)
        Event = self.events.model
        self.tell(Event.Kind.GATHERED, Event.Actor.SYSTEM)

    def _weigh_answers(self):
        """Compute anew when the asker was or will be answered: by a reply or by publication, whichever comes first.

        Only what was said since the case was last taken up counts. A case that its asker has withdrawn, or that
        nobody took up, is answered by nothing.
        """
        if self.was_dropped:
            return
        since = self.reopened_at or self.received_at
        moments = [self.replied_at] if self.replied_at and self.replied_at >= since else []
        if self.answer and self.answer.is_approved and self.answer.publish_at >= since:
            moments.append(self.answer.publish_at)
        if not moments and self.status == self.Status.CLOSED and self.has_answer:
            return
        self.answered_at = min(moments, default=None)
        if self.answered_at:
            self.responded_at = min(self.responded_at or self.answered_at, self.answered_at)
        if self.status != self.Status.CLOSED:
            standing = self.in_hand() if self.status == self.Status.ANSWERED else self.status
            self.status = self.Status.ANSWERED if self.answered_at else standing

    def _close(self, outcome):
        self.status, self.outcome, self.closed_at = self.Status.CLOSED, outcome, timezone.now()
        self.is_held = False

    def _reopen(self, *, anew):
        """Take the case up again. `anew` gives it new deadlines: for when the asker wants it.

        What the asker said of the first answer stays until they say something else. A newsroom that reopens a case by
        itself gains no time.
        """
        now = timezone.now()
        self.outcome, self.closed_at, self.answered_at = "", None, None
        self.reopened_at = now
        self.status = self.in_hand()
        if anew:
            self.response_due, self.answer_due = self.desk.response_due(now), self.desk.answer_due(now)
            self.responded_at = now if self.status == self.Status.ASSIGNED else None

    def names_to_hide(self):
        """The asker's name and address, if they were left. They are for hiding in a text, never for showing."""
        return self._meta.get_field("contact").related_model.objects.names_of([self.pk])[self.pk]


def _headline(question):
    """Return the first sentence of `question`, if it is short enough for a headline.

    Otherwise return a mark, over which the editor writes a headline.
    """
    first = SENTENCE.match(question.strip())
    return first[0] if first and len(first[0]) <= LONGEST_TITLE else HEADLINE


def _quoted(referral):
    return _("%(authority)s replies: %(reply)s") % {"authority": referral.authority, "reply": referral.reply}
