import hashlib
import secrets
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .screening.verdict import Screened


def _private() -> Storage:
    return storages["private"]


def _random_name(document: "Document", filename: str) -> str:
    """Return a name that says nothing. Readers save the file as `Document.file_name`."""
    return f"documents/{secrets.token_hex(12)}.{document.format}"


CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class DocumentQuerySet(models.QuerySet):
    def listed(self) -> Self:
        """Leave out the text, which may be long. Only the checks read it."""
        return self.defer("text")


class Document(models.Model):
    """A file that was screened when it came in and has not changed since: PDF, DOCX or XLSX.

    `findings` are what a person has to confirm before readers may have the file, such as hidden rows (see
    `screening.verdict.Screened`). The document may be attached once it is fit: if it has no findings, or they are
    confirmed.
    """

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"

    name = models.CharField(_("name"), max_length=80, help_text=_("What readers save it as, without the ending."))
    file = models.FileField(_("file"), storage=_private, upload_to=_random_name, editable=False)
    format = models.CharField(_("format"), max_length=4, choices=Format, editable=False)
    size = models.PositiveIntegerField(_("size"), editable=False, help_text=_("Bytes."))
    digest = models.CharField(max_length=64, editable=False)  # SHA-256 of the file as it is served
    text = models.TextField(_("text"), blank=True, editable=False)
    findings = models.JSONField(_("to be confirmed"), default=list, blank=True, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        return f"{self.name}.{self.format}"

    @property
    def content_type(self) -> str:
        """The type with which it is served: its own format, never anything that a browser would run."""
        return CONTENT_TYPES[self.format]

    @property
    def is_fit(self) -> bool:
        """Whether readers may have it: nothing was found in it, or somebody has confirmed what was found."""
        return not self.findings or self.confirmed_at is not None

    def take_in(self, screened: Screened, person: AbstractBaseUser) -> None:
        """Fill a new row from a Screened document that `person` uploaded. `save` then stores the row and its file."""
        self.format, self.size = screened.format, len(screened.data)
        self.digest = hashlib.sha256(screened.data).hexdigest()
        self.text, self.findings = screened.text, screened.findings
        self.uploaded_by = person
        self.file = ContentFile(screened.data, name=self.file_name)

    def confirm(self, person: AbstractBaseUser) -> None:
        """Let readers have it: `person` has looked at everything that was found and answers for it."""
        type(self).objects.filter(pk=self.pk, confirmed_at=None).update(
            confirmed_by=person, confirmed_at=timezone.now()
        )
        self.refresh_from_db(fields=["confirmed_by", "confirmed_at"])
