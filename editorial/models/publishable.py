"""What every published thing shares: its state, its versions, its publication time."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import snapshots
from ..querysets import PublishableQuerySet
from ..succession import digest_of
from .correction import Correction
from .entry import LONGEST_COMMENT, Noted
from .kept import KeptRelation
from .reviewed import Reviewed
from .version import Version


class Publishable(Reviewed):
    """An item that is published: a draft, in review, approved or withdrawn, and when.

    *Scheduled* and *live* are no states. An approved item is live from `publish_at` on, and nothing has to run at that
    minute for it to be true.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        APPROVED = "approved", _("approved")
        WITHDRAWN = "withdrawn", _("withdrawn")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    publish_at = models.DateTimeField(
        _("publication time"),
        null=True,
        blank=True,
        help_text=_("Left empty, it is the moment of approval. A later time is an embargo."),
    )
    needs_later_review = models.BooleanField(_("to be reviewed later"), default=False, editable=False)
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_reason = models.CharField(
        _("reason for withdrawal"), max_length=LONGEST_COMMENT, blank=True, editable=False
    )
    record = KeptRelation("editorial.Entry")
    versions = KeptRelation("editorial.Version")
    corrections = KeptRelation("editorial.Correction")
    overrides = KeptRelation("editorial.Override")
    proposals = KeptRelation("editorial.Proposal")
    preview_links = KeptRelation("editorial.PreviewLink")

    objects = PublishableQuerySet.as_manager()

    # The proposed version that this was read from, in memory; such an item is never saved.
    proposal = None
    # The relations whose rows are part of an item: versioned, compared, restored and copied with it.
    parts = ()
    # Fields that say when and where an item is shown, not what it says. Readers need no word about a change of them.
    placement_fields = ("publish_at",)
    WAY = (*Reviewed.WAY, "publish_at", "needs_later_review", "withdrawn_at", "withdrawn_reason")
    STANDS = (*Reviewed.STANDS, "needs_later_review", "withdrawn_at", "withdrawn_reason")
    STANDS_ONCE_APPROVED = ("publish_at",)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(publish_at__isnull=False),
                name="%(class)s_approved_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="%(class)s_withdrawn_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state_since"],
                name="%(class)s_at_work",
                condition=Q(state__in=["draft", "in_review"]),
            ),
            models.Index(
                fields=["state_since"],
                name="%(class)s_review_later",
                condition=Q(needs_later_review=True),
            ),
            models.Index(fields=["-withdrawn_at"], name="%(class)s_withdrawn", condition=Q(state="withdrawn")),
        ]

    @property
    def is_approved(self):
        return self.state == self.State.APPROVED

    @property
    def is_withdrawn(self):
        """Whether it was public once and was taken back."""
        return self.state == self.State.WITHDRAWN

    @property
    def is_live(self):
        return self.is_approved and self.publish_at <= timezone.now()

    @property
    def is_scheduled(self):
        return self.is_approved and self.publish_at > timezone.now()

    @property
    def status_code(self):
        """The status as a code: the state, but `live` or `scheduled` for an approved item.

        A draft that was sent back is `returned`.
        """
        if self.is_live:
            return "live"
        return "scheduled" if self.is_scheduled else super().status_code

    def own_entries(self):
        """What is on record about the item itself, and not about a proposed version of it."""
        return self.record.filter(proposal=None)

    def own_versions(self):
        """The versions that the item itself has been through, the first one first."""
        return self.versions.filter(proposal=None).order_by("number")

    def open_proposal(self):
        """The proposed version that is on its way, or None."""
        from .proposal import Proposal  # a proposal builds on items, and not the other way round

        return Proposal.objects.of(self).at_work().first()

    def locked(self):
        """The row as it is now, locked until the transaction ends."""
        return type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)

    def keep_version(self, user, remark="", *, action=Noted.SAVE, comment=""):
        """Keep what the item holds now as its next version, and put that on record.

        Return the Version, or None where nothing has changed.
        """
        data = snapshots.snapshot_of(self)
        before = self._newest_version()
        last = self.own_versions().last() if before and before.proposal_id else before
        if last and last.data == data:
            return None
        version = self._keep(data, user, timezone.now(), remark, follows=before)
        self.note(action, user, comment or remark)
        return version

    def keep_first_version(self):
        """Keep a first version of an item that has none, before the desk changes it.

        Such an item came in by another way than the desk.
        """
        if not self.version:
            self._keep(snapshots.snapshot_of(self), self.author, self.updated_at, "")

    def _newest_version(self):
        """Return the newest Version, also of a proposed version, or None. Who has locked the row may leave it here."""
        return self.__dict__.pop("newest_version", None) or self.versions.order_by("number").last()

    def _keep(self, data, user, moment, remark, proposal=None, follows=None):
        before = follows or self._newest_version()
        version = Version(
            item=self,
            number=before.number + 1 if before else 1,
            follows=digest_of(before) if before else "",
            data=data,
            saved_by=user,
            saved_at=moment,
            remark=remark,
            proposal=proposal,
        )
        version.save()
        if proposal is None:
            self.version = version.number
            type(self)._base_manager.filter(pk=self.pk).update(version=version.number)
        return version

    def correct(self, user, text):
        """Tell readers what was wrong. `text` is public and stays.

        The same text about one version is told only once.
        """
        if self.corrections.filter(text=text, version=self.version).exists():
            return
        Correction(item=self, text=text, version=self.version, made_by=user).save()
        self.note(Noted.CORRECT, user, text[:LONGEST_COMMENT])

    def note_minor(self, user):
        """Put on record that `user` answers for a change of the public text that readers need not be told of."""
        self.note(Noted.MINOR, user)

    def approve(self, user):
        self.state = self.State.APPROVED
        # Where the embargo passed while the item waited, it is published now, not in the past.
        self.publish_at = max(self.publish_at or timezone.now(), timezone.now())

    def _apply_publish(self, user, comment):
        self.state, self.needs_later_review = self.State.APPROVED, True
        self.publish_at = timezone.now()

    def _apply_review(self, user, comment):
        self.needs_later_review = False

    def _apply_withdraw(self, user, comment):
        self.state = self.State.WITHDRAWN
        self.needs_later_review = False
        self.withdrawn_at = timezone.now()
        self.withdrawn_reason = comment
        if proposal := self.open_proposal():
            proposal.close(user)
