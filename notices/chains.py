"""Chains of notices: one extends, ends early, corrects, replaces or repeals the one before, or tells its result.

A chain is a line. Only approved notices count in it. A withdrawn one is passed over, so that what came after
it follows the one before it.

As soon as a notice is approved, it is known when it takes the place of the one before. That moment is stored
(`Notice.taken_over_at`) whenever a chain changes, so no job has to run when it comes. No job has to run when
an embargo ends either: what readers may know until then is stored as well (`Notice.over` tells it).
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    EXTENDS = "extends", _("extends")
    ENDS_EARLY = "ends_early", _("ends early")
    CORRECTS = "corrects", _("corrects")
    REPLACES = "replaces", _("replaces")
    REPEALS = "repeals", _("repeals")
    RESULT = "result", _("tells the result of")


# These hold from the moment at which readers are told: a new period, or the right text.
AT_ONCE = {Relation.EXTENDS, Relation.CORRECTS}
# These do instead what the one before was going to do.
IN_ITS_STEAD = {*AT_ONCE, Relation.REPLACES}


@transaction.atomic
def join(notice, before, relation):
    """Let `notice`, which is not public yet, follow `before` as `relation` says.

    Raises ValidationError, with a sentence, where it would follow itself, close a circle, follow a notice that is
    not public, or be a second one after `before`.
    """
    lock(before)
    current, before = notice.locked(), type(notice)._base_manager.get(pk=before.pk)
    if fault := reason_against_joining(current, before):
        raise ValidationError(fault)
    notice.follows, notice.relation, notice.root_id = before, relation, before.chain_key
    notice.save(update_fields=["follows", "relation", "root"])


def reason_against_joining(notice, before):
    """Return the sentence that says why `notice` cannot follow `before`, or None where nothing does."""
    model = type(notice)
    if notice.pk == before.pk:
        return _("A notice cannot follow itself.")
    if notice.is_approved or notice.is_withdrawn:
        return _("Only what is not public yet can be put behind another notice.")
    if notice.follows_id:
        return _("It stands behind a notice already. Take it off that chain first.")
    if model._base_manager.filter(root=notice.pk).exists():
        return _("Other notices follow this one: it cannot stand behind one of them, nor in a second chain.")
    if not before.is_live:
        return _("Only a notice that is public now can be followed.")
    chain = [one for one in members(before) if one.pk != notice.pk]
    if other := _followers(chain, lambda one: not one.is_withdrawn).get(before.pk, (None,))[0]:
        return _("“%(title)s” follows it already (%(relation)s, %(state)s). Follow that one instead.") % {
            "title": other.title,
            "relation": other.get_relation_display(),
            "state": other.get_state_display(),
        }
    return None


def leave(notice):
    """Take `notice`, which is not public yet, off its chain."""
    notice.follows, notice.relation, notice.root = None, "", None
    notice.save(update_fields=["follows", "relation", "root"])


def members(notice):
    """The rows of the chain of `notice`, itself included, whatever their state."""
    return type(notice)._base_manager.filter(_belongs(notice))


def _belongs(notice):
    return models.Q(pk=notice.chain_key) | models.Q(root=notice.chain_key)


def lock(notice):
    """Lock the whole chain of `notice` until the transaction ends.

    All processes lock in the same order, so that they never wait for each other in a circle.
    """
    list(members(notice).select_for_update(of=("self",)).order_by("pk").values_list("pk"))


@transaction.atomic
def settle(notice):
    """Store anew, for each notice in the chain of `notice`, which one follows it and when it is taken over."""
    # Somebody may have put it into a chain since it was read.
    notice.refresh_from_db(fields=["follows", "relation", "root"])
    lock(notice)
    chain = list(members(notice))
    if len(chain) > 1:
        for one, settled in _settled(chain):
            if any(getattr(one, name) != value for name, value in settled.items()):
                _set(one, settled)
                one.save(update_fields=[*settled, "over_at"])
            if one.pk == notice.pk:
                _set(notice, settled)


def _settled(chain):
    """Yield (notice, {field: value}) with what is to be stored for each notice of `chain`."""
    followers = _followers(chain, lambda one: one.is_approved)
    public = _followers(chain, lambda one: one.is_live)
    # At most one, the last, is under an embargo: only a public notice can be followed.
    embargo_until = max((one.publish_at for one in chain if one.is_approved and not one.is_live), default=None)
    for one in chain:
        follower, relation = followers.get(one.pk, (None, ""))
        moment, is_repealed = _taken_over(one, followers)
        yield (
            one,
            {
                "next_id": follower and follower.pk,
                "next_relation": relation,
                "taken_over_at": moment,
                "is_repealed": is_repealed,
                "embargo_until": embargo_until,
                "taken_over_before_embargo": _taken_over(one, public)[0] if embargo_until else None,
            },
        )


def _set(notice, settled):
    for name, value in settled.items():
        setattr(notice, name, value)


def _followers(chain, counts):
    """Return {key: (the next notice after this key that `counts`, what it does to it)}.

    What follows a withdrawn notice also follows the one before that. If it extends or corrects the withdrawn one,
    it does to the one before what the withdrawn one did.
    """
    found, known = {}, {one.pk: one for one in chain}
    for one in filter(counts, chain):
        before, relation = one.follows_id, one.relation
        while before:
            found[before] = one, relation
            passed = known.get(before)
            if passed is None or not passed.is_withdrawn:
                break
            before, relation = passed.follows_id, passed.relation if relation in AT_ONCE else relation
    return found


def _taken_over(notice, followers):
    """Return (moment or None, bool): when `notice` is taken over, and whether it is repealed by that.

    A follower may itself be taken over before it takes over. Then the notice after it says when `notice` is taken
    over. If that one repeals or ends the follower, `notice` is not taken over at all.
    """
    follower, relation = followers.get(notice.pk, (None, ""))
    if follower is None or relation == Relation.RESULT:
        return None, False
    moment = _moment(follower, relation)
    while later := _taker_before(moment, followers.get(follower.pk)):
        if later.relation not in IN_ITS_STEAD:
            return None, False
        follower, moment = later, _moment(later, relation)
    return moment, relation == Relation.REPEALS


def _taker_before(moment, found):
    """Return the notice in `found`, as `_followers` gives it, if it takes over before `moment`; else None."""
    follower, relation = found or (None, Relation.RESULT)
    return follower if relation != Relation.RESULT and _moment(follower, relation) < moment else None


def _moment(follower, relation):
    return follower.publish_at if relation in AT_ONCE else max(follower.publish_at, follower.begins)


def chain_of(notice):
    """Return what readers may know of the chain of `notice`, the current notice first; one query.

    Withdrawn notices are in it, marked as such. `notice` itself is in it even before it is public.
    """
    chain = type(notice).objects.filter(_belongs(notice))
    public = chain.public_or_withdrawn().values("pk")
    return last_first(chain.filter(models.Q(pk__in=public) | models.Q(pk=notice.pk)))


def last_first(notices):
    """Return the `notices` of one chain, a queryset, as a list in the order of the chain; one query."""
    found = {one.pk: one for one in notices.defer("body", "body_html")}

    def place(notice):
        steps = 0
        while notice := found.get(notice.follows_id):
            steps += 1
        return steps

    return sorted(found.values(), key=lambda one: (place(one), one.pk), reverse=True)


def follower_of(notice, chain):
    """Return the public notice of `chain` (see `chain_of`) that comes after `notice`, or None."""
    return _followers(chain, lambda one: one.is_live).get(notice.pk, (None,))[0]


def current_word(notice, chain):
    """Return the last public notice of `chain` that follows from `notice`: what a reader has to know first."""
    while later := follower_of(notice, chain):
        notice = later
    return notice
