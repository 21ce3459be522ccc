"""A public notice: what holds, where, from when until when, and what comes before and after it."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dates.period_status import Status
from directory.models import Authority, Hotline, Place
from editing.chosen_rows import ChosenForeignKey
from editorial.models import Publishable
from editorial.richtext import RenderedField, RichTextField
from questions.models import Desk

from .. import chains, comment_desks
from ..querysets import NoticeQuerySet
from .holding import Holding
from .kind import Kind
from .level import Level
from .series import IndexNumberField

DAYS = ("issued_on", "effective_from", "effective_until", "comments_from", "comments_until")
YEARS = range(1900, 3000)  # any other year is a typing error
# The fields of an index. The state is among them, because a database does not see that the parameter of a query
# is the very state in the condition of the index.
CURRENT = ["over_at", "id", "level", "begins_at", "publish_at", "state"]


class Notice(Holding, Publishable):
    """What an authority makes known, as it is shown on the board.

    Whether it is in force follows from `begins`, `over` and its chain (see `status`). The chain is a line.
    `follows` is the notice before this one, and `relation` is what this one does to it. Both are set once, before
    the notice is public, and are not part of its versions.
    """

    Level, Status, Relation = Level, Status, chains.Relation

    title = models.CharField(_("headline"), max_length=80, help_text=_("What, where: 桃花新村11月30日夜间计划停水."))
    kind = ChosenForeignKey(Kind, models.PROTECT, related_name="notices", verbose_name=_("kind"))
    level = models.PositiveSmallIntegerField(
        _("level"),
        choices=Level,
        default=Level.ORDINARY,
        help_text=_("An urgent notice stands on every page while it is in force."),
    )
    authority = ChosenForeignKey(
        Authority, models.PROTECT, related_name="notices", verbose_name=_("authority"), help_text=_("Who issues it.")
    )
    document_number = models.CharField(
        _("document number"), max_length=40, blank=True, help_text=_("文号 as printed: 青水〔2026〕15号.")
    )
    index_number = IndexNumberField(_("index number"))
    issued_on = models.DateField(_("date of issue"), help_text=_("成文日期, as under the document."))

    places = models.ManyToManyField(
        Place,
        blank=True,
        related_name="notices",
        verbose_name=_("places"),
        help_text=_("A place covers everything in it. Left empty: the whole city."),
    )
    hotline = ChosenForeignKey(
        Hotline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("hotline"),
        help_text=_("Whom to ask; its hours stand beside it."),
    )
    hotline_note = models.CharField(
        _("note to the hotline"), max_length=60, blank=True, help_text=_("What else to say: 停水期间24小时有人接听.")
    )

    # What this means for you
    who = models.CharField(
        _("who is concerned"), max_length=200, blank=True, help_text=_("桃花新村1至8幢的住户和沿街商铺.")
    )
    when = models.CharField(
        _("when"), max_length=200, blank=True, help_text=_("In words; left empty, it is written from the dates.")
    )
    where = models.CharField(
        _("where"), max_length=200, blank=True, help_text=_("In words; left empty, the places are named.")
    )
    what_to_do = models.TextField(_("what to do"), max_length=500, blank=True, help_text=_("One step a line."))
    body = RichTextField(_("text"), blank=True, help_text=_("The notice itself, as issued."))
    body_html = RenderedField()

    # Objections and comments
    comments_from = models.DateField(
        _("comments from"), null=True, blank=True, help_text=_("公示期 or 征求意见期, the first day.")
    )
    comments_until = models.DateField(_("comments until"), null=True, blank=True, help_text=_("The last day."))
    comments_how = models.TextField(
        _("to whom, and how"),
        max_length=500,
        blank=True,
        help_text=_("Office, postal address, telephone; that the name must be signed."),
    )
    desk = ChosenForeignKey(
        Desk,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,  # a desk belongs to one chain; see `comment_desks`
        related_name="notices",
        verbose_name=_("desk for comments"),
        help_text=_("Where citizens write their comments on this site."),
    )

    chain_note = models.CharField(
        _("note on the change"),
        max_length=200,
        blank=True,
        help_text=_("For readers, where this follows another notice: what changes, and why."),
    )

    # Its place in its chain; see `chains`.
    follows = ChosenForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        db_index=False,  # see Meta.indexes
        related_name="followers",
        verbose_name=_("follows"),
    )
    relation = models.CharField(
        _("what it does to the notice before"), max_length=12, choices=chains.Relation, blank=True, editable=False
    )
    root = models.ForeignKey("self", models.PROTECT, null=True, editable=False, db_index=False, related_name="chain")
    # The notice that follows it, withdrawn ones passed over, and what that one does to it. That one is approved, but
    # perhaps not public yet.
    next = models.ForeignKey("self", models.PROTECT, null=True, editable=False, db_index=False, related_name="+")
    next_relation = models.CharField(max_length=12, choices=chains.Relation, blank=True, editable=False)
    objects = NoticeQuerySet.as_manager()

    parts = ("facts", "attachments")

    class Meta(Publishable.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-publish_at", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(follows=None, relation="") | (Q(follows__isnull=False) & ~Q(relation="")),
                name="notice_says_how_it_follows",
            ),
            models.CheckConstraint(condition=Q(follows=None) | ~Q(follows=F("id")), name="notice_not_after_itself"),
            models.UniqueConstraint(
                fields=["follows"], condition=~Q(state="withdrawn"), name="notice_has_one_follower"
            ),
            models.CheckConstraint(
                condition=Q(effective_until=None) | Q(effective_until__gte=F("effective_from")),
                name="notice_ends_after_it_begins",
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(effective_until_time=None) | Q(effective_until__isnull=False),
                name="notice_minute_of_the_end_has_a_day",
                violation_error_message=_("Say on which day it ends at this minute."),
            ),
            models.CheckConstraint(
                condition=Q(comments_until=None)
                | Q(comments_from__isnull=False, comments_until__gte=F("comments_from")),
                name="notice_comments_end_after_they_begin",
                violation_error_message=_("The period for comments needs a first day, and ends after it."),
            ),
        ]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["state", "-publish_at", "-id"], name="notice_newest"),
            models.Index(fields=["kind", "state", "-publish_at", "-id"], name="notice_newest_of_kind"),
            models.Index(fields=["authority", "state", "-publish_at", "-id"], name="notice_newest_of_authority"),
            # However many notices have ended, few are current. These indexes hold all that is needed to find those.
            models.Index(fields=CURRENT, name="notice_current", condition=Q(state="approved")),
            models.Index(fields=["kind", *CURRENT], name="notice_current_of_kind", condition=Q(state="approved")),
            models.Index(
                fields=["authority", *CURRENT], name="notice_current_of_authority", condition=Q(state="approved")
            ),
            models.Index(fields=["begins_at"], name="notice_begins", condition=Q(state="approved")),
            models.Index(fields=["over_at"], name="notice_urgent", condition=Q(state="approved", level=3)),
            models.Index(fields=["authority", "document_number"], name="notice_document_number"),
            # Most notices are in no chain. As these indexes leave them out, a database sees that followers are found
            # fast.
            models.Index(fields=["follows"], name="notice_followers", condition=Q(follows__isnull=False)),
            models.Index(fields=["root"], name="notice_chain", condition=Q(root__isnull=False)),
            models.Index(fields=["next"], name="notice_next", condition=Q(next__isnull=False)),
            models.Index(fields=["embargo_until"], name="notice_embargo", condition=Q(embargo_until__isnull=False)),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("notices:detail", args=[self.pk])

    def clean(self):
        days = {name: getattr(self, name) for name in DAYS}
        strange = [name for name, day in days.items() if day and day.year not in YEARS]
        if strange:
            raise ValidationError(dict.fromkeys(strange, _("Check the year.")))
        if self.effective_from and self.effective_until and self.over_by_itself <= self.begins:
            raise ValidationError({"effective_until": _("It cannot end before it begins.")})

    @property
    def status_in_words(self):
        """How it stands; once readers know of it, also whether it holds."""
        words = super().status_in_words
        return f"{words}，{self.status.label}" if self.is_live else words

    @property
    def chain_key(self):
        """The primary key of the notice with which its chain begins."""
        return self.root_id or self.pk

    def locked(self):
        """Return the row as it is now. The whole chain is locked with it, since a decision may change all of it."""
        chains.lock(self)
        return super().locked()

    @transaction.atomic
    def decide(self, action, user, comment="", seen=None):
        entry = super().decide(action, user, comment, seen)
        chains.settle(self)
        comment_desks.follow(self)
        return entry

    @transaction.atomic
    def keep_version(self, user, remark="", **noted):
        version = super().keep_version(user, remark, **noted)
        if version and self.is_approved:
            chains.settle(self)  # its period may have changed
            comment_desks.follow(self)
        return version
