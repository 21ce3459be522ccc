from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from web.signed_links import SignedLink, SignedLinkQuerySet

from .. import snapshots
from .entry import Noted
from .kept import AboutItem
from .version import Version

DAYS = (1, 3, 7)  # for how long a link may hold


class PreviewLinkQuerySet(SignedLinkQuerySet):
    def open(self):
        """Those that are neither revoked nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class PreviewLink(SignedLink, AboutItem):
    """A link to one version for somebody outside the newsroom, for example to check facts. It expires by itself.

    Nothing says whether it was opened: a program that looks through mail follows a link as its reader does.
    """

    LINK_SALT = "editorial.preview"
    LINK_VIEW = "editorial:preview"

    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("version"))
    meant_for = models.CharField(_("for whom"), max_length=60, help_text=_("Who is to read it: 市房产局 办公室."))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id"], name="previewlink_by_item")]

    def __str__(self):
        return self.meant_for

    @classmethod
    @transaction.atomic
    def make(cls, version, user, meant_for, days):
        """Make a link to `version` that holds for so many `days`, and put it on record."""
        expires_at = timezone.now() + timedelta(days=days)
        link = cls(item=version.item, version=version, made_by=user, meant_for=meant_for, expires_at=expires_at)
        link.save()
        link._note(Noted.SHARE, user)
        return link

    @transaction.atomic
    def revoke(self, user):
        """Close the link now, and put that on record. Return False, with nothing done, where it was closed already."""
        open_still = PreviewLink.objects.open().filter(pk=self.pk)
        if not open_still.update(revoked_at=timezone.now(), revoked_by=user):
            return False
        self._note(Noted.REVOKE, user)
        return True

    def _note(self, action, user):
        words = gettext("version %(number)d, for %(name)s")
        self.item.note(action, user, words % {"number": self.version.number, "name": self.meant_for})

    @property
    def is_open(self):
        return self.revoked_at is None and self.expires_at > timezone.now()

    def as_item(self):
        """Return the item as the version holds it, in memory; None where the item is deleted or withdrawn."""
        item = self.item
        if item is None or item.is_withdrawn:
            return None
        return snapshots.as_item(item, self.version.data)
