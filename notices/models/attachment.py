from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import Document
from editing.chosen_rows import ChosenForeignKey


class AttachmentManager(models.Manager):
    """Reads every attachment together with its document.

    The document's text, which may be long, is not read until a check asks for it.
    """

    def get_queryset(self):
        return super().get_queryset().select_related("document").defer("document__text")


class Attachment(models.Model):
    """A document beside a notice. The document itself never changes; a new one takes its place."""

    notice = models.ForeignKey("notices.Notice", models.CASCADE, related_name="attachments", verbose_name=_("notice"))
    document = ChosenForeignKey(Document, models.PROTECT, related_name="attachments", verbose_name=_("document"))
    title = models.CharField(
        _("title"), max_length=80, blank=True, help_text=_("附件1：申请表. Left empty, the document's own name.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))

    objects = AttachmentManager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "document"],
                name="attachment_once",
                violation_error_message=_("This document is attached already."),
            )
        ]

    def __str__(self):
        return self.title or self.document.name

    def texts_to_check(self):
        """(label, text) of all that readers can open here; the checks of people's numbers read it."""
        label = _("Attachment “%(name)s”") % {"name": self.document.file_name}
        return [(label, self.document.name), (label, self.document.text)]
