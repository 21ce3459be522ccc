"""Where questions and comments arrive, and what each desk asks for and promises."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dates.days import midnight
from dates.working_time import Unit, deadline, period_words
from directory.models import Hotline, Place
from directory.slugs import PinyinSlugField

from ..querysets import DeskQuerySet
from .special_day import SpecialDay

AMOUNT = [MinValueValidator(1), MaxValueValidator(999)]
NEVER = datetime(9000, 1, 1, tzinfo=UTC)  # the deadline of an answer that nobody owes


class Desk(models.Model):
    """A desk for citizens: a hotline, street snapshots, or the needs desk of a neighbourhood.

    A desk of the kind COMMENTS is opened for a single subject (`subject`). Readers may not know of the subject
    yet, so the desk has no page before `shown_from`. Comments are gathered, not answered one by one.
    """

    class Kind(models.TextChoices):
        HOTLINE = "hotline", _("reader hotline")
        SNAPSHOT = "snapshot", _("street snapshots")
        NEEDS = "needs", _("neighbourhood needs")
        COMMENTS = "comments", _("comments wanted")

    class Asks(models.TextChoices):
        NOT = "not", _("not asked for")
        MAY = "may", _("may be given")
        MUST = "must", _("must be given")

    name = models.CharField(_("name"), max_length=20, unique=True, help_text=_("As on the door: 码上问需 · 桃花新村."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, help_text=_("Says how the page speaks."))
    slug = PinyinSlugField()
    subject = models.CharField(
        _("about"), max_length=80, blank=True, help_text=_("The one matter that comments are wanted on.")
    )
    subject_url = models.CharField(
        _("where that is read"), max_length=200, blank=True, help_text=_("A path on this site: /notices/12/.")
    )
    shown_from = models.DateTimeField(_("shown from"), null=True, editable=False)
    introduction = models.TextField(
        _("introduction"),
        max_length=300,
        help_text=_("What may be brought here and what becomes of it; two sentences."),
    )
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="desks",
        verbose_name=_("place"),
        help_text=_("Whom it serves; left empty, the whole city."),
    )
    hotline = models.ForeignKey(
        Hotline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hotline"),
        help_text=_("For those who would rather ring; left empty, the newsroom's own."),
    )
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="headed_desks",
        verbose_name=_("head"),
        help_text=_("Gets what is overdue, and is a member too."),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="desks",
        verbose_name=_("members"),
        help_text=_("Who may see its cases; nobody else does."),
    )

    # What it promises
    response_amount = models.PositiveSmallIntegerField(
        _("first response within"), default=24, validators=AMOUNT, help_text=_("From receipt to the first answer.")
    )
    response_unit = models.CharField(_("counted in"), max_length=12, choices=Unit, default=Unit.HOURS)
    answer_amount = models.PositiveSmallIntegerField(
        _("answer within"), default=5, validators=AMOUNT, help_text=_("From receipt to the answer.")
    )
    answer_unit = models.CharField(_("counted in"), max_length=12, choices=Unit, default=Unit.WORKING_DAYS)
    opens_on = models.DateField(_("open from"), null=True, blank=True, help_text=_("The first day; empty: open now."))
    closes_on = models.DateField(_("open until"), null=True, blank=True, help_text=_("The last day; empty: for good."))
    closed_note = models.CharField(
        _("when closed"), max_length=120, blank=True, help_text=_("Where people may go instead: 请改拨……")
    )
    publishes_answers = models.BooleanField(
        _("publishes answers"), default=True, help_text=_("Otherwise only the asker reads the answer.")
    )

    # What its form asks for
    asks_place = models.CharField(_("place of the matter"), max_length=4, choices=Asks, default=Asks.MAY)
    asks_address = models.CharField(
        _("address"), max_length=4, choices=Asks, default=Asks.NOT, help_text=_("Kept with the contact, never shown.")
    )
    asks_pictures = models.CharField(_("pictures"), max_length=4, choices=Asks, default=Asks.MAY)
    asks_category = models.CharField(_("category"), max_length=4, choices=Asks, default=Asks.NOT)
    asks_contact = models.CharField(_("contact"), max_length=4, choices=Asks, default=Asks.MAY)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="desk_closes_after_it_opens",
                violation_error_message=_("It cannot close before it opens."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="comments") | Q(publishes_answers=False),
                name="desk_for_comments_publishes_no_answers",
                violation_error_message=_("Comments are gathered; their answers are not published one by one."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("questions:desk", args=[self.slug])

    @property
    def collects_comments(self):
        return self.kind == self.Kind.COMMENTS

    @property
    def is_public(self):
        """The same as `DeskQuerySet.public`, for one desk."""
        return not self.collects_comments or (self.shown_from is not None and self.shown_from <= timezone.now())

    @property
    def is_open(self):
        """The same as `DeskQuerySet.open`, for one desk."""
        today = timezone.localdate()
        has_begun = self.opens_on is None or self.opens_on <= today
        return self.is_public and has_begun and (self.closes_on is None or today <= self.closes_on)

    def next_change(self, now):
        """Return the next midnight after the moment `now` at which it opens or closes, or None."""
        days = [self.opens_on, self.closes_on and self.closes_on + timedelta(days=1)]
        return min((moment for day in days if day and (moment := midnight(day)) > now), default=None)

    @property
    def subject_address(self):
        """`subject_url` in the edition that is being read."""
        return get_script_prefix().rstrip("/") + self.subject_url

    @property
    def deadline_words(self):
        """What it promises, in words: 24小时内回应，5个工作日内答复."""
        if self.collects_comments:
            return _("comments are gathered, and the result is made public")
        return _("an answer comes within %(answer)s, a first word within %(response)s") % {
            "response": period_words(self.response_amount, self.response_unit),
            "answer": period_words(self.answer_amount, self.answer_unit),
        }

    @property
    def heading(self):
        """The name by which readers know the desk: its subject, or else its own name."""
        return self.subject or self.name

    @property
    def kicker(self):
        """The line above the heading: the kind of desk and its place. What the heading already says is left out."""
        said = [self.get_kind_display(), self.place and self.place.name]
        return " · ".join(part for part in said if part and part not in self.heading)

    def is_staffed_by(self, user):
        return self.head_id == user.pk or self.members.filter(pk=user.pk).exists()

    def response_due(self, received):
        return self._due(received, self.response_amount, self.response_unit)

    def answer_due(self, received):
        return self._due(received, self.answer_amount, self.answer_unit)

    def _due(self, received, amount, unit):
        return NEVER if self.collects_comments else deadline(received, amount, unit, SpecialDay.objects.by_date)


class Category(models.Model):
    """What a question is about, in the words of one desk."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="categories", verbose_name=_("desk"))
    name = models.CharField(_("name"), max_length=20, help_text=_("As a citizen would say it: 楼道照明."))
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "name"],
                name="category_once_a_desk",
                violation_error_message=_("This desk has this category already."),
            )
        ]

    def __str__(self):
        return self.name
