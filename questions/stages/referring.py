"""处理: the question goes to the authority in charge; its reply and its promises come back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Refused

from ..models import Case, Event, Promise, Referral
from ..rules import CaseAction
from .assigning import in_hand
from .step import needed, sound, step, tell, within


@step(CaseAction.REFER)
def refer(case, user, authority, text, pictures=(), lasts=None):
    """Send `text`, the public version, and `pictures` of the case to `authority`; return the Referral.

    `lasts` is how long its link is valid (a timedelta). Raises Refused where the text is empty, too long or holds
    somebody's number, and where a picture belongs to another case.
    """
    text = sound(Referral, "text", needed(text, _("Write what the authority is asked.")))
    if any(picture.case_id != case.pk for picture in pictures):
        raise Refused(_("This picture belongs to another case."))
    now = timezone.now()
    expires_at = now + (lasts or Referral.LASTS)
    referral = case.referrals.create(authority=authority, text=text, sent_by=user, sent_at=now, expires_at=expires_at)
    referral.pictures.set(pictures)
    case.authority = authority
    if not case.answered_at:
        case.status = Case.Status.REFERRED
    # Waiting for the authority does not count as doing nothing.
    case.lease_until = max(case.lease_until, expires_at)
    tell(case, Event.Kind.REFERRED, user, authority=authority)
    return referral


@step(CaseAction.REVOKE)
def revoke_referral(case, user, referral):
    """Revoke the link of a referral before anybody has replied."""
    referral = _open_referral(case, referral, or_expired=True)
    referral.revoked_at = timezone.now()
    referral.save(update_fields=["revoked_at"])
    # An authority does not answer for a question that was not for it.
    last = case.referrals.filter(revoked_at=None).select_related("authority").last()
    case.authority = last.authority if last else None
    _come_back(case)
    tell(case, Event.Kind.NOTED, user, internal=_("link of %s revoked") % referral.authority)


@step(CaseAction.RECORD_REPLY)
def record_reply(case, user, referral, reply="", **said):
    """Write down what the authority said by telephone or letter; see `take_reply`."""
    _note_reply(case, _open_referral(case, referral, or_expired=True), reply, user=user, **said)


@step()
def take_reply(case, referral, reply="", **said):
    """Take what an officer wrote by the signed link: a reply, or the name of the authority that is in charge.

    `said` may hold `officer`, `names_instead`, and `promise` with `promised_for`, a date. Raises Refused where
    the link is closed by now, where there is neither a reply nor a name, and where a promise or its day is
    missing.
    """
    _note_reply(case, _open_referral(case, referral), reply, **said)


@step(CaseAction.PROMISE)
def note_promise(case, user, authority, text, due_on):
    """Record what an authority has promised for which day; return the Promise."""
    return _promise(case, authority, text, due_on, user=user)


@step(CaseAction.SETTLE_PROMISE)
def extend_promise(case, user, promise, due_on, reason):
    """Put off the day of a promise. The asker reads the reason."""
    promise = _open_promise(case, promise)
    if promise.is_broken:
        raise Refused(_("Its day has passed. Record it as kept late once it is done, or record a new promise."))
    reason = needed(reason, _("Say why: putting off a promise needs a reason."))
    if due_on <= promise.due_on:
        raise Refused(_("The new day has to lie after the one that was promised."))
    promise.due_on = due_on
    promise.save(update_fields=["due_on"])
    tell(case, Event.Kind.PROMISE_EXTENDED, user, authority=promise.authority, public=reason)


@step(CaseAction.SETTLE_PROMISE)
def keep_promise(case, user, promise, kept_on=None):
    """Record that a promise was kept on `kept_on`, or today. The asker is told."""
    promise = _open_promise(case, promise)
    kept_on = kept_on or timezone.localdate()
    if kept_on > timezone.localdate():
        raise Refused(_("This day is still to come."))
    if kept_on < timezone.localdate(promise.made_at):
        raise Refused(_("It cannot have been kept before it was promised."))
    promise.kept_on = kept_on
    promise.save(update_fields=["kept_on"])
    tell(case, Event.Kind.PROMISE_KEPT, user, authority=promise.authority, public=promise.text)


def _note_reply(case, referral, reply, *, user=None, officer="", names_instead="", promise="", promised_for=None):
    texts = {"reply": reply.strip(), "officer": officer.strip(), "names_instead": names_instead.strip()}
    promise = promise.strip()
    if not texts["reply"] and not texts["names_instead"]:
        raise Refused(_("Write a reply, or name the authority that is in charge."))
    if bool(promise) != bool(promised_for):
        raise Refused(_("A promise needs both: what, and by which day."))
    for name, text in texts.items():
        setattr(referral, name, within(Referral, name, text))
    referral.replied_at = timezone.now()
    if user is None:  # by the link
        referral.acknowledged_at = referral.acknowledged_at or referral.replied_at
    referral.save(update_fields=[*texts, "replied_at", "acknowledged_at"])
    _come_back(case)
    kind = Event.Kind.REPLIED if texts["reply"] else Event.Kind.REDIRECTED
    tell(case, kind, user, actor=Event.Actor.AUTHORITY, authority=referral.authority)
    if promise:
        _promise(case, referral.authority, promise, promised_for, user=user)


def _promise(case, authority, text, due_on, *, user=None):
    text = sound(Promise, "text", needed(text, _("Write what was promised.")))
    if due_on < timezone.localdate():
        raise Refused(_("A promise is for today or a day to come."))
    promise = case.promises.create(
        authority=authority, text=text, made_at=timezone.now(), due_on=due_on, first_due_on=due_on
    )
    actor = None if user else Event.Actor.AUTHORITY
    tell(case, Event.Kind.PROMISED, user, actor=actor, authority=authority, public=text)
    return promise


def _open_referral(case, referral, *, or_expired=False):
    """Return `referral` as it is now, locked. `or_expired` allows an expired link.

    Raises Refused where it is answered or revoked, or belongs to another case.
    """
    current = case.referrals.select_for_update().filter(pk=referral.pk).first()
    if current is None or current.is_settled or not (or_expired or current.is_open):
        raise Refused(_("This referral is closed: answered, revoked or expired."))
    return current


def _open_promise(case, promise):
    current = case.promises.select_for_update().filter(pk=promise.pk, kept_on=None).first()
    if current is None:
        raise Refused(_("This promise is settled already."))
    return current


def _come_back(case):
    """Give the case back to the reporter for as long as a claim lasts, unless another authority still has it."""
    others = case.referrals.open().exists()
    if case.is_claimed and not others:
        case.lease_until = timezone.now() + Case.LEASE
    if case.status == Case.Status.REFERRED and not others:
        case.status = in_hand(case)
