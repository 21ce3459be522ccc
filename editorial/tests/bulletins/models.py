from django.db import models

from editorial.models import Publishable
from editorial.richtext import RenderedField, RichTextField
from photos.models import Photo


class Bulletin(Publishable):
    title = models.CharField("标题", max_length=60)
    text = RichTextField("正文")
    text_html = RenderedField()
    picture = models.ForeignKey(Photo, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="图片")

    parts = ("lines",)

    class Meta(Publishable.Meta):
        verbose_name = "快报"
        verbose_name_plural = "快报"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/bulletins/{self.pk}/"


class Line(models.Model):
    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="lines")
    text = models.CharField("内容", max_length=60)
    order = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "条目"
        verbose_name_plural = "条目"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text
