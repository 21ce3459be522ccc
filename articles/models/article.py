from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Authority, Hotline, Place
from editing.chosen_rows import ChosenForeignKey
from editorial.models import Publishable
from editorial.rendering import photo_stems
from editorial.richtext import RenderedField, RichTextField
from photos.models import Photo

from ..querysets import ArticleQuerySet
from .column import Column

FRONT_POSITIONS = 4  # the lead and three stories below it
MONTH = [MinValueValidator(1), MaxValueValidator(12)]


class Article(Publishable):
    """A report, feature, commentary, brief, picture story or tip; the column says how it is laid out."""

    # Headlines
    kicker = models.CharField(
        _("kicker"), max_length=60, blank=True, help_text=_("引题, the small line above the headline.")
    )
    title = models.CharField(_("headline"), max_length=60, help_text=_("主题, 60 characters at most; print wants 22."))
    subtitle = models.CharField(
        _("subtitle"), max_length=60, blank=True, help_text=_("副题, the small line under the headline.")
    )
    summary = models.CharField(
        _("summary"),
        max_length=120,
        blank=True,
        help_text=_("For lists and shared links, best within 60 characters."),
    )

    # Where it belongs
    column = ChosenForeignKey(
        Column, models.PROTECT, related_name="articles", verbose_name=_("column"), help_text=_("栏目, one each.")
    )
    places = models.ManyToManyField(
        Place,
        blank=True,
        related_name="articles",
        verbose_name=_("places"),
        help_text=_("Where it plays; the narrowest place is enough."),
    )
    source = models.CharField(_("source"), max_length=40, blank=True, help_text=_("来源; left empty, this newspaper."))
    original_source = models.CharField(
        _("original source"), max_length=60, blank=True, help_text=_("原载, for what appeared elsewhere first.")
    )
    original_url = models.URLField(_("original address"), blank=True, help_text=_("Where it appeared first."))

    # Text and pictures
    editors_note = models.TextField(
        _("editor's note"),
        max_length=400,
        blank=True,
        help_text=_("编者按, before the text, in the paper's own voice."),
    )
    body = RichTextField(_("text"), help_text=_("Subheads are 小标题 (heading 2)."))
    body_html = RenderedField()
    lead_photo = ChosenForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_articles",
        verbose_name=_("lead picture"),
        help_text=_("Above the text, and in lists."),
    )
    lead_caption = models.CharField(
        _("caption"), max_length=120, blank=True, help_text=_("Under the lead picture, without the credit.")
    )
    gallery = models.ManyToManyField(Photo, through="ArticlePhoto", related_name="+")
    video_url = models.URLField(
        _("video address"), blank=True, help_text=_("Shown with a QR code, as print does: 扫码观看.")
    )
    video_title = models.CharField(_("video title"), max_length=60, blank=True, help_text=_("扫码观看……"))

    # What the reader can do
    hotline = ChosenForeignKey(
        Hotline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hotline"),
        help_text=_("The number in the call-out; left empty with a note written, the newsroom's own."),
    )
    hotline_note = models.CharField(
        _("hotline note"),
        max_length=120,
        blank=True,
        help_text=_("Why a reader should ring: 您若有意见和建议，请拨打……"),
    )

    # Tips
    season_from = models.PositiveSmallIntegerField(
        _("season from (month)"),
        null=True,
        blank=True,
        validators=MONTH,
        help_text=_("First month in which it matters."),
    )
    season_to = models.PositiveSmallIntegerField(
        _("season to (month)"),
        null=True,
        blank=True,
        validators=MONTH,
        help_text=_("Last month; 11 to 2 runs over the new year."),
    )
    advised_by = ChosenForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tips",
        verbose_name=_("advised by"),
        help_text=_("The authority that gave the advice."),
    )

    # The front page
    front_position = models.PositiveSmallIntegerField(
        _("front-page position"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(FRONT_POSITIONS)],
        help_text=_("1 is the lead, 2 to 4 stand below it; the newest article of a position has it."),
    )

    objects = ArticleQuerySet.as_manager()

    parts = ("bylines", "photos", "steps", "topic_entries")
    placement_fields = (*Publishable.placement_fields, "front_position")

    class Meta(Publishable.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-publish_at", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["state", "-publish_at", "-id"], name="article_newest"),
            models.Index(fields=["column", "state", "-publish_at", "-id"], name="article_newest_in_column"),
            models.Index(
                fields=["front_position", "state", "-publish_at", "-id"],
                name="article_on_front",
                condition=Q(front_position__isnull=False),
            ),
            models.Index(
                fields=["state", "-publish_at", "-id"],
                name="article_with_a_season",
                condition=Q(season_from__isnull=False),
            ),
            models.Index(
                fields=["advised_by", "state", "-publish_at", "-id"],
                name="article_newest_advised_by",
                condition=Q(advised_by__isnull=False),
            ),
            models.Index(
                fields=["hotline", "state", "-publish_at", "-id"],
                name="article_newest_with_hotline",
                condition=Q(hotline__isnull=False),
            ),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                # For a database a comparison with NULL is no violation. So the condition also says that neither is
                # NULL.
                condition=Q(season_from=None, season_to=None)
                | Q(
                    season_from__isnull=False,
                    season_to__isnull=False,
                    season_from__range=(1, 12),
                    season_to__range=(1, 12),
                ),
                name="article_season_has_both_ends",
                violation_error_message=_("A season has a first and a last month, from 1 to 12."),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, update_fields=None, **kwargs):
        super().save(*args, update_fields=update_fields, **kwargs)
        if update_fields is None or "body" in update_fields:
            self._note_inline_photos()

    def get_absolute_url(self):
        return reverse("articles:detail", args=[self.pk])

    @property
    def has_call_out(self):
        return bool(self.hotline_id or self.hotline_note)

    @property
    def is_in_season(self):
        """Whether this month is in the tip's season, which may run over the new year."""
        if not self.season_from:
            return False
        month = timezone.localdate().month
        if self.season_from <= self.season_to:
            return self.season_from <= month <= self.season_to
        return month >= self.season_from or month <= self.season_to

    def _note_inline_photos(self):
        """Keep the record of which library pictures are in the text, so that none of them is deleted."""
        shown = {photo.pk for photo in Photo.objects.with_stems(photo_stems(self.body))}
        noted = set(self.inline_photos.values_list("photo_id", flat=True))
        self.inline_photos.filter(photo_id__in=noted - shown).delete()
        self.inline_photos.bulk_create(
            [self.inline_photos.model(article=self, photo_id=photo_id) for photo_id in sorted(shown - noted)],
            ignore_conflicts=True,
        )
