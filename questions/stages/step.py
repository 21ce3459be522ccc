"""What all steps have in common: they lock the row, ask the rules, and write an Event."""

from functools import wraps

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Refused
from editorial.preflight import faults_of

from .. import rules
from ..accountability.tallying import cells_of, recount
from ..models import Case, Event


def step(action=None):
    """Make a function of a case a step: locked, allowed, saved, counted, all or nothing.

    The case is read anew first. So if two people press at once, the second one is judged by what the first one
    has done. With an `action` the argument after the case is the person who does it. Then Refused is raised where
    `rules` says no, and nothing is changed.
    """

    def decorate(function):
        @wraps(function)
        @transaction.atomic
        def taken(case, *args, **kwargs):
            lock(case)
            if action and (reason := rules.reason_against(action, args[0], case)):
                raise Refused(reason)
            cells = {(case.authority_id, case.month)}
            result = function(case, *args, **kwargs)
            if action and case.is_in_the_hands_of(args[0]):  # whoever works on a case keeps it
                case.lease_until = max(case.lease_until, timezone.now() + Case.LEASE)
            case.save()
            recount(cells | cells_of(case))
            return result

        return taken

    return decorate


def lock(case):
    """Read the row as it is now, and hold it until the transaction ends."""
    case.refresh_from_db(from_queryset=Case._base_manager.select_for_update(of=("self",)))


def lock_in_order(cases):
    """Lock the cases with the keys `cases` in the one order in which all who need several lock them."""
    list(Case._base_manager.filter(pk__in=cases).order_by("pk").select_for_update(of=("self",)))


def tell(case, kind, user=None, *, actor=None, authority=None, public="", internal=""):
    """Write an Event; return it. Raises Refused where a note is too long or holds somebody's number.

    It is a step of the newsroom if there is a `user`, and else one of the asker, unless `actor` says otherwise.
    """
    actor = actor or (Event.Actor.STAFF if user else Event.Actor.ASKER)
    notes = {"public_note": public.strip(), "internal_note": internal.strip()}
    for name, note in notes.items():
        sound(Event, name, note)
    return case.events.create(kind=kind, actor=actor, user=user, authority=authority, at=timezone.now(), **notes)


def needed(text, sentence):
    """Return `text` without the white space around it; raise Refused with `sentence` where nothing is left."""
    if not text.strip():
        raise Refused(sentence)
    return text.strip()


def sound(model, name, text):
    """Return `text`; raise Refused where it is too long for the field `name` of `model` or holds somebody's number."""
    field = model._meta.get_field(name)
    if faults := faults_of(field.verbose_name, text, field.max_length):
        raise Refused(faults)
    return text


def within(model, name, text):
    """Return `text`; raise Refused where it is too long for the field `name` of `model`."""
    field = model._meta.get_field(name)
    if len(text) > field.max_length:
        words = {"label": field.verbose_name, "length": len(text), "limit": field.max_length}
        raise Refused(_("%(label)s: there are %(length)d characters; %(limit)d are the most.") % words)
    return text
