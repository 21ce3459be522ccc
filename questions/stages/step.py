"""What all steps have in common: they lock the row, ask the rules, and write an Event."""

from functools import wraps

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Refused
from editorial.preflight import faults_of

from .. import rules
from ..accountability.tallying import recount


def step(action=None):
    """Make a method of Case a step: locked, allowed, saved, counted, all or nothing.

    The case is read anew first. So if two people press at once, the second one is judged by what the first one
    has done. With an `action` the method's first argument is the person who does it. Then Refused is raised where
    `rules` says no, and nothing is changed.
    """

    def decorate(method):
        @wraps(method)
        def taken(case, *args, **kwargs):
            with transaction.atomic():
                case.lock()
                if action and (reason := rules.reason_against(action, args[0], case)):
                    raise Refused(reason)
                cells = {(case.authority_id, case.month)}
                result = method(case, *args, **kwargs)
                if action:
                    case.go_on(args[0])
                case.save()
                recount(cells | case.cells)
            return result

        return taken

    return decorate


class Steps:
    """What all stages are built on."""

    def lock(self):
        """Read the row as it is now, and hold it until the transaction ends."""
        self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update(of=("self",)))

    @property
    def cells(self):
        """The set of (authority's key, month of receipt) in which the accountability page counts the case.

        The authorities are the one in charge and all that are bound by a promise.
        """
        bound = self.promises.values_list("authority_id", flat=True)
        return {(authority_id, self.month) for authority_id in {self.authority_id, *bound}}

    def tell(self, kind, actor, *, user=None, authority=None, public="", internal=""):
        """Write an Event; return it. Raises Refused where a note is too long or holds somebody's number."""
        Event = self.events.model
        notes = {"public_note": public.strip(), "internal_note": internal.strip()}
        for name, note in notes.items():
            sound(Event._meta.get_field(name), note)
        return self.events.create(kind=kind, actor=actor, user=user, authority=authority, at=timezone.now(), **notes)

    def tell_staff_step(self, kind, user, **notes):
        return self.tell(kind, self.events.model.Actor.STAFF, user=user, **notes)

    def tell_asker_step(self, kind, **notes):
        return self.tell(kind, self.events.model.Actor.ASKER, **notes)


def sound(field, text):
    """Return `text`; raise Refused where it is longer than the model's `field` or holds somebody's number."""
    if faults := faults_of(field.verbose_name, text, field.max_length):
        raise Refused(faults)
    return text


def needed(text, sentence):
    """Return `text` without the white space around it; raise Refused with `sentence` where nothing is left."""
    if not text.strip():
        raise Refused(sentence)
    return text.strip()


def within(label, text, limit):
    """Return `text`, or raise Refused where it is longer than `limit` characters."""
    if len(text) > limit:
        words = {"label": label, "length": len(text), "limit": limit}
        raise Refused(_("%(label)s: there are %(length)d characters; %(limit)d are the most.") % words)
    return text
