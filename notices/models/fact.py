from django.db import models
from django.utils.translation import gettext_lazy as _


class Fact(models.Model):
    """A line of the small table of key facts: 个人缴费 — 每人每年400元."""

    notice = models.ForeignKey("notices.Notice", models.CASCADE, related_name="facts", verbose_name=_("notice"))
    label = models.CharField(_("what"), max_length=30, help_text=_("金额, 标准, 对象."))
    value = models.CharField(_("how much, who"), max_length=200, help_text=_("In a few words, with the unit."))
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))

    class Meta:
        verbose_name = _("key fact")
        verbose_name_plural = _("key facts")
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.label}：{self.value}"
