from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.person_names import name_of

from ..rules import Action
from .kept import Kept

LONGEST_COMMENT = 200  # characters


class Noted(models.TextChoices):
    """What is put on record beside the decisions of `rules.Action`."""

    SAVE = "save", _("saved")
    RESTORE = "restore", _("restored an earlier version")
    CORRECT = "correct", _("published a correction")
    MINOR = "minor", _("changed the public text, marked as minor")
    PROPOSE = "propose", _("began a proposed version")
    OVERRIDE = "override", _("overrode a pre-flight check")
    SHARE = "share", _("made a preview link")
    REVOKE = "revoke", _("revoked a preview link")
    ERASE = "erase", _("took out words that the law wants gone")
    WECHAT = "wechat", _("took a copy for WeChat")
    BRING_IN = "bring_in", _("brought in as it had been published before")


class Entry(Kept):
    """One line of the record: who did what to an item, and when. Written once, never changed, never deleted."""

    title = models.CharField(_("title"), max_length=200, help_text=_("What the item was called at that moment."))
    proposal = models.ForeignKey(
        "editorial.Proposal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="record",
        verbose_name=_("proposed version"),
    )
    version = models.PositiveIntegerField(_("version"), null=True, help_text=_("The version that it was about."))
    action = models.CharField(_("action"), max_length=10, choices=[*Action.choices, *Noted.choices])
    level = models.PositiveSmallIntegerField(_("review level"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("person"),
        help_text=_("Nobody where a law is followed by a command that runs by itself."),
    )
    comment = models.CharField(_("comment"), max_length=LONGEST_COMMENT, blank=True)
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("entry in the record")
        verbose_name_plural = _("the record")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="entry_by_item"),
            models.Index(fields=["action", "at"], name="entry_by_action"),
            models.Index(fields=["actor", "at"], name="entry_by_person"),
            models.Index(fields=["at"], name="entry_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor__isnull=False) | models.Q(action=Noted.ERASE), name="entry_says_who"
            )
        ]
        default_permissions = ("view",)
        permissions = [
            ("first_review", _("Can pass the first review (一审)")),
            ("second_review", _("Can pass the second review (二审)")),
            ("final_review", _("Can pass the final review (三审), withdraw, and edit what is public")),
            ("export_record", _("Can export the record")),
        ]

    def __str__(self):
        return f"{self.get_action_display()} · {name_of(self.actor)}"
