"""Pictures that citizens sent: private until an editor chooses one for the library."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from photos.intake import encode
from photos.models import Photo

from .case import Case

FOLDER = "cases"
WIDTHS = {"small": 480, "large": 1600}  # pixels


class CasePicture(models.Model):
    """A picture of a case: nothing but its pixels, under a random name in the private storage."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="pictures", verbose_name=_("case"))
    stem = models.CharField(max_length=32, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    may_be_published = models.BooleanField(
        _("may be published"), default=False, editable=False, help_text=_("What the sender has agreed to.")
    )
    photo = models.OneToOneField(
        Photo, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("in the library as")
    )
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    class Meta:
        verbose_name = _("picture of a case")
        verbose_name_plural = _("pictures of a case")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "digest"], name="casepicture_once_a_case")]

    def __str__(self):
        return self.stem

    @classmethod
    def store(cls, case, picture, may_be_published):
        """Keep the CleanPicture `picture` for `case`; return its row.

        A picture that the case has already is not kept twice.
        """
        if known := case.pictures.filter(digest=picture.digest).first():
            return known
        row = cls(case=case, stem=secrets.token_hex(12), digest=picture.digest, may_be_published=may_be_published)
        for size, width in WIDTHS.items():
            storages["private"].save(row.file_name(size), ContentFile(encode(picture.image, width, "JPEG", quality=85)))
        row.save()
        return row

    def file_name(self, size):
        """The name of its file in the private storage; `size` is a key of WIDTHS."""
        return f"{FOLDER}/{self.stem}-{size}.jpg"

    def open(self, size="large"):
        return storages["private"].open(self.file_name(size))

    def discard_files(self):
        for size in WIDTHS:
            storages["private"].delete(self.file_name(size))
