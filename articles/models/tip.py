from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class TipStep(models.Model):
    """One numbered step of a tip. Readers are shown seven, because nobody follows more than that."""

    MOST_SHOWN = 7

    article = models.ForeignKey(Article, models.CASCADE, related_name="steps", verbose_name=_("article"))
    title = models.CharField(_("step"), max_length=20, help_text=_("Four characters stay in mind: 先关总阀."))
    text = models.CharField(_("what to do"), max_length=200, help_text=_("In one or two sentences."))
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title
