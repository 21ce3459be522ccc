from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from directory.slugs import PinyinSlugField

from ..querysets import ColumnQuerySet


class Column(models.Model):
    """栏目: a standing department of the paper."""

    class Layout(models.TextChoices):
        NEWS = "news", _("news")
        BRIEFS = "briefs", _("briefs")
        TIPS = "tips", _("tips")
        COMMENTARY = "commentary", _("commentary")
        PICTURES = "pictures", pgettext_lazy("layout", "pictures")
        COMMUNITY = "community", _("community topics")

    name = models.CharField(_("name"), max_length=20, unique=True, help_text=_("As readers see it: 百姓话题."))
    slug = PinyinSlugField()
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))
    description = models.CharField(
        _("description"), max_length=120, blank=True, help_text=_("One sentence at the head of the column's page.")
    )
    layout = models.CharField(
        _("layout"), max_length=12, choices=Layout, default=Layout.NEWS, help_text=_("How its pages are laid out.")
    )
    on_front_page = models.BooleanField(
        _("on the front page"), default=True, help_text=_("Whether it has a place of its own on the front page.")
    )
    expected_days = models.PositiveSmallIntegerField(
        _("days between articles"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("At least one article in so many days, or the desk is reminded; left empty, it never is."),
    )

    objects = ColumnQuerySet.as_manager()

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:column", args=[self.slug])
