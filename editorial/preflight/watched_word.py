from django.db import models
from django.utils.translation import gettext_lazy as _


class WatchedWord(models.Model):
    """A word on the newsroom's list: a wrong form with the right one, or a word that may not be printed."""

    word = models.CharField(
        _("word"), max_length=40, unique=True, help_text=_("As it stands in texts, two characters or more.")
    )
    instead = models.CharField(
        _("right form"), max_length=40, blank=True, help_text=_("Left empty, the word is forbidden and blocks.")
    )
    note = models.CharField(_("note"), max_length=120, blank=True, help_text=_("Why, for whoever meets it."))

    class Meta:
        verbose_name = _("watched word")
        verbose_name_plural = _("watched words")
        ordering = ["word"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(word=models.F("instead")),
                name="watchedword_differs_from_its_right_form",
                violation_error_message=_("The right form is the same as the wrong one."),
            )
        ]

    def __str__(self):
        return f"{self.word} → {self.instead}" if self.instead else self.word

    @property
    def is_forbidden(self):
        return not self.instead
