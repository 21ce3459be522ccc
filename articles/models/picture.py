from django.db import models
from django.utils.translation import gettext_lazy as _

from photos.models import Photo
from photos.placed import PlacedPhoto

from .article import Article


class ArticlePhoto(PlacedPhoto):
    """A picture of an article's gallery, with its caption there."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="photos", verbose_name=_("article"))

    class Meta(PlacedPhoto.Meta):
        verbose_name = _("picture of the article")
        verbose_name_plural = _("pictures of the article")


class InlinePhoto(models.Model):
    """Records that a picture is in an article's text. Article.save keeps the record; PROTECT uses it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="inline_photos")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="inline_uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "photo"], name="inlinephoto_once")]

    def __str__(self):
        return f"{self.article} · {self.photo}"
