"""What happened to a case: rows that are never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Authority
from editorial.models.kept import WrittenOnce

from .case import Case

LONGEST_NOTE = 200  # characters


class Event(WrittenOnce):
    """One step of a case: who took it, and what is said about it to the asker or among colleagues.

    Whoever holds the receipt code reads `public_note`; only the desk reads `internal_note`. Neither note ever
    holds what a citizen typed.
    """

    class Kind(models.TextChoices):
        RECEIVED = "received", _("received")
        ADMITTED = "admitted", _("admitted after a look")
        CLAIMED = "claimed", _("a reporter has taken it on")
        RELEASED = "released", _("given back to the desk")
        HANDED_OVER = "handed_over", _("handed over to another reporter")
        REFERRED = "referred", _("referred to the authority in charge")
        REPLIED = "replied", _("the authority has replied")
        REDIRECTED = "redirected", _("the authority names another one")
        PROMISED = "promised", _("promised")
        PROMISE_EXTENDED = "promise_extended", _("promise put off")
        PROMISE_KEPT = "promise_kept", _("promise kept")
        ANSWERED = "answered", _("answered")
        PUBLISHED = "published", _("the answer was passed for publication")
        CLOSED = "closed", _("closed")
        GATHERED = "gathered", _("gathered with other comments")
        ADDED = "added", _("the asker has added something")
        WITHDRAWN = "withdrawn", _("withdrawn by the asker")
        CORRECTED = "corrected", _("the asker has changed the contact data")
        ERASED = "erased", _("the contact data was deleted")
        RATED = "rated", _("the asker has said how it went")
        REOPENED = "reopened", _("reopened")
        JOINED = "joined", _("joined with a case that is the same")
        NOTED = "noted", _("note")

    class Actor(models.TextChoices):
        ASKER = "asker", _("the asker")
        STAFF = "staff", _("the newsroom")
        AUTHORITY = "authority", _("the authority")
        SYSTEM = "system", _("by itself")

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", verbose_name=_("case"))
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    actor = models.CharField(_("by"), max_length=10, choices=Actor)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+", verbose_name=_("authority"))
    public_note = models.CharField(_("note to the asker"), max_length=LONGEST_NOTE, blank=True)
    internal_note = models.CharField(_("internal note"), max_length=LONGEST_NOTE, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    # The newsroom's own affairs, of which the asker is not told.
    INTERNAL = {Kind.NOTED, Kind.ADMITTED, Kind.HANDED_OVER, Kind.RELEASED}

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        default_permissions = ()
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.at}"

    @property
    def is_for_asker(self):
        return self.kind not in self.INTERNAL or bool(self.public_note)
