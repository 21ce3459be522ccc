"""The desk where citizens write their objections and comments on a notice.

The notices of one chain share one desk, and its days follow theirs. So its form opens and closes by itself,
and nobody finds it before the first of the notices is public.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from dates.days import last_day
from questions.models import Desk
from questions.rules import PERMISSION

from . import chains
from .comments import DAY, period_of
from .period import FOREVER

CUT_SHORT = gettext_lazy("No comments are asked for on this any more.")
LONGEST_NAME = Desk._meta.get_field("name").max_length


def desk_of(notice):
    """Return the desk of `notice`, or that of its chain if it follows another notice; or None."""
    if notice.desk or not notice.follows_id:
        return notice.desk
    other = chains.members(notice).exclude(desk=None).select_related("desk").order_by("pk").first()
    return other and other.desk


@transaction.atomic
def open_desk(notice, user):
    """Give `notice`, which is not public yet, a desk headed by `user`, unless its chain has one already.

    Return (desk, whether it is new). Raises ValidationError, with a sentence, where it cannot have one.
    """
    current = notice.locked()
    if desk := desk_of(current):
        return desk, False
    if fault := reason_against(current, user):
        raise ValidationError(fault)
    current.desk = notice.desk = _new_desk(current, user)
    current.save(update_fields=["desk"])
    return current.desk, True


def reason_against(notice, user):
    """Return the sentence that says why `user` cannot open a desk for `notice` now, or None where nothing does."""
    if not notice.kind.takes_comments:
        return _("This kind of notice asks for no comments.")
    if notice.state not in {notice.State.DRAFT, notice.State.IN_REVIEW}:
        return _("It is approved already. Publish a correction that asks for comments, and open the desk there.")
    if not notice.comments_until:
        return _("Enter the first and the last day for comments, and save; then open the desk.")
    if notice.comments_until < timezone.localdate():
        return _("The last day for comments has passed. Enter another one, and save; then open the desk.")
    if not user.has_perm(PERMISSION):
        return _("Whoever opens the desk reads what comes in; you have no permission for that. Ask a colleague.")
    return None


def _new_desk(notice, user):
    name = _("Comments %s") % notice.index_number
    introduction = (
        _("Do you object to what is made public here? Say what it is about, and on what grounds.")
        if notice.kind.nature == notice.kind.Nature.PUBLICITY
        else _("What do you think of it, and what should be otherwise? Write it here before the period is over.")
    )
    return Desk.objects.create(
        name=name if len(name) <= LONGEST_NAME else notice.index_number,
        kind=Desk.Kind.COMMENTS,
        introduction=introduction,
        head=user,
        opens_on=notice.comments_from,
        closes_on=notice.comments_until,
        publishes_answers=False,
        asks_place=Desk.Asks.NOT,
        asks_pictures=Desk.Asks.NOT,
        **_subject(notice),
    )


@transaction.atomic
def follow(notice):
    """Bring the desk of the chain of `notice` in step with the chain's approved notices.

    The last public one of them counts, and those that will come after it. The desk is open from the first to the
    last day on which one of these asks for comments. These days would give away what is under an embargo, so no
    page tells a day that is still to come. If none is left, the desk closes.

    A draft that had a desk may have been put into a chain that had one. Then the older desk stays.
    """
    chain = chains.last_first(chains.members(notice))
    desks = {one.desk_id for one in chain if one.desk_id}
    if not desks:
        return
    desk = Desk.objects.select_for_update().get(pk=min(desks))
    asking = [one for one in reversed(chain) if one.is_approved and one.comments_until]
    for one in asking:
        if one.desk_id != desk.pk:
            one.desk = desk
            one.save(update_fields=["desk"])
    _write(desk, asking)
    desk.save(update_fields=["subject", "subject_url", "opens_on", "closes_on", "closed_note", "shown_from"])


def _write(desk, asking):
    """Set the fields of `desk` by the notices `asking`. These may count for it, the first of the chain first."""
    if not asking:
        _close(desk)
        return
    public = [number for number, one in enumerate(asking) if one.is_live]
    counting = asking[public[-1] :] if public else asking
    spans = [_span(*pair) for pair in zip(counting, [*counting[1:], None], strict=True)]
    desk.closes_on = max(last for _first, last in spans)
    desk.opens_on = min(desk.closes_on, *(first for first, _last in spans))
    desk.shown_from = min(one.publish_at for one in asking)
    _explain(desk, is_cut_short=desk.closes_on < counting[-1].comments_until)
    for name, text in _subject(counting[0]).items():
        setattr(desk, name, text)


def _span(notice, later):
    """Return the first and the last day on which `notice` asks for comments.

    It does not ask before it is public, nor after `later` is public, if `later` is not None.
    """
    period = period_of(notice, FOREVER)
    first = max(period.first, timezone.localdate(notice.publish_at))
    return first, min(period.last, last_day(later.publish_at)) if later else period.last


def _close(desk):
    """Close the desk, because nobody asks for comments any more.

    What readers have seen stays. A desk that they have not seen is not shown to them.
    """
    if not desk.is_public:
        desk.shown_from = None
        return
    yesterday = timezone.localdate() - DAY
    desk.opens_on = min(desk.opens_on or yesterday, yesterday)
    desk.closes_on = min(desk.closes_on or yesterday, yesterday)
    _explain(desk, is_cut_short=True)


def _explain(desk, *, is_cut_short):
    """If the period was cut short, let the closed desk's page say that no comments are asked for any more.

    A note that a keeper has written stays.
    """
    if desk.closed_note in {"", CUT_SHORT}:
        desk.closed_note = str(CUT_SHORT) if is_cut_short else ""


def _subject(notice):
    """Return the fields of a desk that name its subject. The address is kept without the edition it was written in."""
    return {"subject": notice.title, "subject_url": f"/{notice.get_absolute_url().removeprefix(get_script_prefix())}"}
