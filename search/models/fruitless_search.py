from django.db import models
from django.utils.translation import gettext_lazy as _

from .querysets import FruitlessSearchQuerySet


class FruitlessSearch(models.Model):
    """Words for which readers found nothing, how often, and on which day first and last.

    Nothing says who asked, or at what time.
    """

    LONGEST = 20  # characters

    words = models.CharField(_("words"), max_length=LONGEST, unique=True)
    times = models.PositiveIntegerField(_("times asked"))
    first_on = models.DateField(_("first asked"))
    last_on = models.DateField(_("last asked"), db_index=True)

    objects = FruitlessSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-times", "-last_on", "words"]
        default_permissions = ("view",)

    def __str__(self):
        return self.words
