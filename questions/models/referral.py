"""A question that is sent to the authority that must answer it, and the reply."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Authority
from web.signed_links import SignedLink

from ..querysets import ReferralQuerySet
from .case import Case
from .picture import CasePicture

LONGEST_REPLY = 3000  # characters


class Referral(SignedLink):
    """One round: what the authority was asked, and what its officer wrote back by a signed link.

    The officer reads `text`, the public version, and the chosen pictures; never the contact.
    """

    LINK_SALT = "questions.referral"
    LINK_VIEW = "questions:referral"
    LASTS = timedelta(days=14)  # how long a link is valid

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals", verbose_name=_("case"))
    authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        related_name="referrals",
        verbose_name=_("authority"),
        help_text=_("Who is in charge of the matter."),
    )
    text = models.TextField(
        _("question to the authority"),
        max_length=2000,
        help_text=_("Without names, telephone and house numbers; the officer reads exactly this."),
    )
    pictures = models.ManyToManyField(CasePicture, blank=True, related_name="+", verbose_name=_("pictures"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("link holds until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    # The first GET wrote this until `acknowledged_at` was added. Nothing writes it now.
    opened_at = models.DateTimeField(
        _("link first fetched"),
        null=True,
        editable=False,
        help_text=_("Of older links alone. It may have been the officer, or a program that looks through mail."),
    )
    acknowledged_at = models.DateTimeField(
        _("acknowledged"),
        null=True,
        editable=False,
        help_text=_("When the officer first pressed a button on the page: that it has arrived, or to send the reply."),
    )
    reply = models.TextField(_("reply"), max_length=LONGEST_REPLY, blank=True)
    officer = models.CharField(_("answered by"), max_length=20, blank=True, help_text=_("科室和姓氏: 市政科 陈."))
    names_instead = models.CharField(
        _("in charge instead"), max_length=60, blank=True, help_text=_("Where it is another authority's matter.")
    )
    replied_at = models.DateTimeField(_("replied"), null=True, editable=False)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return f"{self.authority} · {self.sent_at}"

    @property
    def is_settled(self):
        """Whether it is finished, because it was answered or revoked."""
        return self.revoked_at is not None or self.replied_at is not None

    @property
    def is_open(self):
        """Whether its officer may reply. The same as `ReferralQuerySet.open`, for one referral."""
        return not (self.is_settled or self.case.closed_at) and self.expires_at > timezone.now()

    def acknowledge(self):
        """Remember when its officer first said that the question has arrived."""
        type(self).objects.open().filter(pk=self.pk, acknowledged_at=None).update(acknowledged_at=timezone.now())
