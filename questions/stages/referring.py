"""处理: the question goes to the authority in charge; its reply and its promises come back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Refused

from ..rules import CaseAction
from .assigning import LEASE
from .step import Steps, needed, sound, step, within


class Referring(Steps):
    """Mixed into Case."""

    @step(CaseAction.REFER)
    def refer(self, user, authority, text, pictures=(), lasts=None):
        """Send `text`, the public version, and `pictures` of this case to `authority`; return the Referral.

        `lasts` is how long its link is valid (a timedelta). Raises Refused where the text is empty, too long or holds
        somebody's number, and where a picture belongs to another case.
        """
        Referral = self.referrals.model
        field = Referral._meta.get_field("text")
        text = needed(text, _("Write what the authority is asked."))
        text = sound(field, text)
        if any(picture.case_id != self.pk for picture in pictures):
            raise Refused(_("This picture belongs to another case."))
        now = timezone.now()
        expires_at = now + (lasts or Referral.LASTS)
        referral = self.referrals.create(
            authority=authority, text=text, sent_by=user, sent_at=now, expires_at=expires_at
        )
        referral.pictures.set(pictures)
        self.authority = authority
        if not self.answered_at:
            self.status = self.Status.REFERRED
        # Waiting for the authority does not count as doing nothing.
        self.lease_until = max(self.lease_until, expires_at)
        self.tell_staff_step(self.events.model.Kind.REFERRED, user, authority=authority)
        return referral

    @step(CaseAction.REVOKE)
    def revoke_referral(self, user, referral):
        """Revoke the link of a referral before anybody has replied."""
        referral = self._open_referral(referral, or_expired=True)
        referral.revoked_at = timezone.now()
        referral.save(update_fields=["revoked_at"])
        # An authority does not answer for a question that was not for it.
        last = self.referrals.filter(revoked_at=None).select_related("authority").last()
        self.authority = last.authority if last else None
        self._come_back()
        self.tell_staff_step(self.events.model.Kind.NOTED, user, internal=_("link of %s revoked") % referral.authority)

    @step(CaseAction.RECORD_REPLY)
    def record_reply(self, user, referral, reply="", **said):
        """Write down what the authority said by telephone or letter; see `take_reply`."""
        self._note_reply(self._open_referral(referral, or_expired=True), reply, user=user, **said)

    @step()
    def take_reply(self, referral, reply="", **said):
        """Take what an officer wrote by the signed link: a reply, or the name of the authority that is in charge.

        `said` may hold `officer`, `names_instead`, and `promise` with `promised_for`, a date. Raises Refused where
        the link is closed by now, where there is neither a reply nor a name, and where a promise or its day is
        missing.
        """
        self._note_reply(self._open_referral(referral), reply, **said)

    @step(CaseAction.PROMISE)
    def note_promise(self, user, authority, text, due_on):
        """Record what an authority has promised for which day; return the Promise."""
        return self._promise(authority, text, due_on, user=user)

    @step(CaseAction.SETTLE_PROMISE)
    def extend_promise(self, user, promise, due_on, reason):
        """Put off the day of a promise. The asker reads the reason."""
        promise = self._open_promise(promise)
        if promise.is_broken:
            raise Refused(_("Its day has passed. Record it as kept late once it is done, or record a new promise."))
        reason = needed(reason, _("Say why: putting off a promise needs a reason."))
        if due_on <= promise.due_on:
            raise Refused(_("The new day has to lie after the one that was promised."))
        promise.due_on = due_on
        promise.save(update_fields=["due_on"])
        kind = self.events.model.Kind.PROMISE_EXTENDED
        self.tell_staff_step(kind, user, authority=promise.authority, public=reason)

    @step(CaseAction.SETTLE_PROMISE)
    def keep_promise(self, user, promise, kept_on=None):
        """Record that a promise was kept on `kept_on`, or today. The asker is told."""
        promise = self._open_promise(promise)
        kept_on = kept_on or timezone.localdate()
        if kept_on > timezone.localdate():
            raise Refused(_("This day is still to come."))
        if kept_on < timezone.localdate(promise.made_at):
            raise Refused(_("It cannot have been kept before it was promised."))
        promise.kept_on = kept_on
        promise.save(update_fields=["kept_on"])
        kind = self.events.model.Kind.PROMISE_KEPT
        self.tell_staff_step(kind, user, authority=promise.authority, public=promise.text)

    def _note_reply(self, referral, reply, *, user=None, officer="", names_instead="", promise="", promised_for=None):
        Event, Referral = self.events.model, self.referrals.model
        reply, names_instead, promise = reply.strip(), names_instead.strip(), promise.strip()
        if not reply and not names_instead:
            raise Refused(_("Write a reply, or name the authority that is in charge."))
        if bool(promise) != bool(promised_for):
            raise Refused(_("A promise needs both: what, and by which day."))
        texts = {"reply": reply, "officer": officer.strip(), "names_instead": names_instead}
        for name, text in texts.items():
            field = Referral._meta.get_field(name)
            setattr(referral, name, within(field.verbose_name, text, field.max_length))
        referral.replied_at = timezone.now()
        if user is None:  # by the link
            referral.acknowledged_at = referral.acknowledged_at or referral.replied_at
        referral.save(update_fields=[*texts, "replied_at", "acknowledged_at"])
        self._come_back()
        kind = Event.Kind.REPLIED if reply else Event.Kind.REDIRECTED
        self.tell(kind, Event.Actor.AUTHORITY, user=user, authority=referral.authority)
        if promise:
            self._promise(referral.authority, promise, promised_for, user=user)

    def _promise(self, authority, text, due_on, *, user=None):
        Event, Promise = self.events.model, self.promises.model
        field = Promise._meta.get_field("text")
        text = needed(text, _("Write what was promised."))
        text = sound(field, text)
        if due_on < timezone.localdate():
            raise Refused(_("A promise is for today or a day to come."))
        promise = self.promises.create(
            authority=authority, text=text, made_at=timezone.now(), due_on=due_on, first_due_on=due_on
        )
        actor = Event.Actor.STAFF if user else Event.Actor.AUTHORITY
        self.tell(Event.Kind.PROMISED, actor, user=user, authority=authority, public=text)
        return promise

    def _open_referral(self, referral, *, or_expired=False):
        """Return `referral` as it is now, locked. `or_expired` allows an expired link.

        Raises Refused where it is answered or revoked, or belongs to another case.
        """
        current = self.referrals.select_for_update().filter(pk=referral.pk).first()
        if current is None or current.is_settled or not (or_expired or current.is_open):
            raise Refused(_("This referral is closed: answered, revoked or expired."))
        return current

    def _open_promise(self, promise):
        current = self.promises.select_for_update().filter(pk=promise.pk, kept_on=None).first()
        if current is None:
            raise Refused(_("This promise is settled already."))
        return current

    def _come_back(self):
        """Give the case back to the reporter for as long as a claim lasts, unless another authority still has it."""
        others = self.referrals.open().exists()
        if self.is_claimed and not others:
            self.lease_until = timezone.now() + LEASE
        if self.status == self.Status.REFERRED and not others:
            self.status = self.in_hand()
