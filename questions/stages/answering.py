"""处理: the asker gets an answer, readers perhaps too, and the case is closed."""

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from editorial.models import Refused
from editorial.names import name_of

from ..anonymity import anonymised, paragraphs
from ..rules import Deed
from .step import Steps, needed, step

LONGEST_TITLE = 30  # characters of the question that a headline begins with


class Answering(Steps):
    """Mixed into Case."""

    @step(Deed.ANSWER)
    def answer_asker(self, user, reply):
        """Give the asker an answer, as HTML, which nobody else reads."""
        if not strip_tags(reply).strip():
            raise Refused(_("Write the answer first."))
        self.reply = reply
        self._answered(timezone.now())
        self.tell_staff_step(self.events.model.Kind.ANSWERED, user)

    @step(Deed.BEGIN_ANSWER)
    def begin_answer(self, user, asker=""):
        """Begin the public answer as a draft of `user`: question without private data, replies so far; return it."""
        if self.answer_id:
            raise Refused(_("The public answer is begun already."))
        if not self.desk.publishes_answers:
            raise Refused(_("This desk does not publish its answers."))
        Answer = self._meta.get_field("answer").related_model
        contact = self._meta.get_field("contact").related_model.objects.filter(case=self).first()
        question = anonymised(self.text, names=[contact.name] if contact else [])
        answer = Answer(
            author=user,
            title=question.replace("\n", "")[:LONGEST_TITLE],
            asker=asker.strip() or _("a citizen"),
            question=question[: Answer._meta.get_field("question").max_length],
            body=paragraphs(anonymised("\n".join(self._replies()))),
            desk=self.desk,
            authority=self.authority,
            duty_reporter=name_of(user)[:20],
            asked_on=timezone.localdate(self.received_at),
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
    def note_published(self, user, publish_at):
        """The public answer passed its last review as `user` pressed, and is to be read from `publish_at` on."""
        self._answered(publish_at)
        self.answer.askers = 1 + self.duplicates.count()
        type(self.answer).objects.filter(pk=self.answer_id).update(askers=self.answer.askers)
        self.tell_staff_step(self.events.model.Kind.PUBLISHED, user)

    @step()
    def note_taken_back(self, user, publish_at):
        """What was to be published at `publish_at` went back to its author: the asker still waits."""
        if self.answered_at == publish_at and not self.reply:
            self.answered_at = None
            if self.status == self.Status.ANSWERED:
                self.status = self.Status.ASSIGNED if self.reporter_id else self.Status.RECEIVED
        self.tell_staff_step(self.events.model.Kind.NOTED, user, internal=_("the public answer was returned"))

    @step(Deed.CLOSE)
    def close(self, user, outcome, note=""):
        """End it. `note` is read by the asker, and needed where there is no answer."""
        outcome = self.Outcome(outcome)
        if outcome in {self.Outcome.DUPLICATE, self.Outcome.WITHDRAWN}:
            raise Refused(_("This outcome comes by itself."))
        if outcome in {self.Outcome.RESOLVED, self.Outcome.EXPLAINED} and not self.answered_at:
            raise Refused(_("Answer the asker first, then close."))
        if not self.answered_at:
            needed(note, _("Tell the asker why: closing without an answer needs a note."))
        self._close(outcome)
        self.tell_staff_step(self.events.model.Kind.CLOSED, user, public=note)

    @step(Deed.REOPEN)
    def reopen(self, user, note):
        """Take it up again; `note` says why, to colleagues."""
        needed(note, _("Say why it is reopened."))
        self._reopen()
        self.tell_staff_step(self.events.model.Kind.REOPENED, user, internal=note)

    @step()
    def close_in_silence(self):
        """Answered, and its asker has said nothing for long: closed as explained, never as satisfied."""
        if self.status != self.Status.ANSWERED:
            raise Refused(_("It is not waiting for its asker."))
        self._close(self.Outcome.EXPLAINED)
        Event = self.events.model
        self.tell(Event.Kind.CLOSED, Event.Actor.SYSTEM)

    def _answered(self, moment):
        """The first answer since it was last (re)opened counts."""
        self.answered_at = self.answered_at or moment
        self.responded_at = self.responded_at or moment
        if self.status != self.Status.CLOSED:
            self.status = self.Status.ANSWERED

    def _close(self, outcome):
        self.status, self.outcome, self.closed_at = self.Status.CLOSED, outcome, timezone.now()
        self.is_held = False

    def _reopen(self):
        now = timezone.now()
        self.outcome, self.closed_at, self.answered_at = "", None, None
        self.reopened_at = now
        self.response_due, self.answer_due = self.desk.response_due(now), self.desk.answer_due(now)
        self.is_solved, self.rating, self.rating_comment = None, None, ""
        self.status = self.Status.ASSIGNED if self.is_claimed else self.Status.RECEIVED
        self.responded_at = now if self.is_claimed else None

    def _replies(self):
        return self.referrals.exclude(reply="").order_by("pk").values_list("reply", flat=True)
