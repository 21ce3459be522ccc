from django.db import models
from django.utils.translation import gettext_lazy as _

from photos.models import Photo

from .article import Article


class ArticlePhoto(models.Model):
    """A picture of an article's gallery, with its caption there."""

    class Role(models.TextChoices):
        GALLERY = "gallery", _("gallery")
        BEFORE = "before", _("before")
        AFTER = "after", _("after")

    article = models.ForeignKey(Article, models.CASCADE, related_name="photos", verbose_name=_("article"))
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="article_photos", verbose_name=_("photo"))
    role = models.CharField(
        _("role"),
        max_length=8,
        choices=Role,
        default=Role.GALLERY,
        help_text=_("“Before” and “after” stand side by side."),
    )
    caption = models.CharField(_("caption"), max_length=120, blank=True, help_text=_("Without the credit."))
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))

    class Meta:
        verbose_name = _("picture of the article")
        verbose_name_plural = _("pictures of the article")
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.get_role_display()} · {self.photo}"


class InlinePhoto(models.Model):
    """Notes that a picture stands in an article's text. Kept by Article.save, read by PROTECT."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="inline_photos")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="inline_uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "photo"], name="inlinephoto_once")]

    def __str__(self):
        return f"{self.article} · {self.photo}"
