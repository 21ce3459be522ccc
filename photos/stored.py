"""The files of a picture, and by which addresses they are reached."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from storage.taken_back import let_go

from .intake import encode

WIDTHS = (480, 960, 1600)  # pixels
MIDDLE = 50  # percent
FOLDER = "photos"
NOTHING = models.Value([], output_field=models.JSONField())


class StoredPicture(models.Model):
    """A picture as it is stored: a clean JPEG for reuse, and WebP renditions for readers.

    The files are named `photos/<stem>.jpg` and `photos/<stem>-<width>.webp`. `stem` is random and says nothing. A
    picture is never scaled up: where it is no wider than the widest of WIDTHS, the last rendition has the picture's own
    width. The files of a stem are never changed.
    """

    MASTER_TYPE = "image/jpeg"

    stem = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    # The size of the clean JPEG, for feeds, which must tell it. NULL where it was not found.
    master_bytes = models.PositiveIntegerField(null=True, editable=False)
    # How it was made of the picture that came in: by how many quarters of a turn clockwise, and which part of the
    # turned one it is, as [left, top, right, bottom] in shares of its sides. Nothing is the whole.
    turns = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    part = models.JSONField(default=list, db_default=NOTHING, editable=False)
    # What must not be lost where a list or the front page shows a part of it; both empty, its middle.
    focus_x = models.PositiveSmallIntegerField(
        _("from the left, %"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("Click on what matters most in the picture, or give its place here. Empty: the middle."),
    )
    focus_y = models.PositiveSmallIntegerField(
        _("from the top, %"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("The front page and lists show a part of the picture. It is chosen so that this point is in it."),
    )

    class Meta:
        abstract = True

    @property
    def focus_classes(self):
        """The classes by which `focus.css` keeps the focus in sight where a part of the picture is shown."""
        if self.focus_x is None or self.focus_y is None:
            return ""
        return f"focus-x-{round(self.focus_x / 10)} focus-y-{round(self.focus_y / 10)}"

    @property
    def rendition_widths(self):
        """The widths in pixels of the WebP renditions, ascending."""
        return [width for width in WIDTHS if width < self.width] + [self.width] * (self.width <= WIDTHS[-1])

    def rendition_url(self, width):
        return default_storage.url(f"{FOLDER}/{self.stem}-{width}.webp")

    @property
    def thumbnail_url(self):
        return self.rendition_url(self.rendition_widths[0])

    @property
    def url(self):
        """The address of the middle rendition, for `src`: programs that cannot choose a rendition get this one."""
        return self.rendition_url(self.rendition_widths[len(self.rendition_widths) // 2])

    @property
    def master_url(self):
        """The clean JPEG, for programs that read no WebP."""
        return default_storage.url(self.master_name)

    @property
    def master_name(self):
        return f"{FOLDER}/{self.stem}.jpg"

    @property
    def srcset(self):
        return ", ".join(f"{self.rendition_url(width)} {width}w" for width in self.rendition_widths)

    @property
    def files(self):
        """{name: (width, format, quality)} of its files, the clean JPEG first."""
        renditions = {f"{FOLDER}/{self.stem}-{width}.webp": (width, "WEBP", 78) for width in self.rendition_widths}
        return {self.master_name: (self.width, "JPEG", 90), **renditions}

    @property
    def file_names(self):
        return list(self.files)

    def write(self, image):
        """Take a new stem, and write the files of `image` under it. `save` then stores the row.

        Where a file cannot be written, those that were are removed and the error is raised again.
        """
        self.stem = secrets.token_hex(12)
        self.width, self.height = image.size
        written = []
        try:
            for name, (width, file_format, quality) in self.files.items():
                written.append(default_storage.save(name, ContentFile(encode(image, width, file_format, quality))))
            self.master_bytes = default_storage.size(self.master_name)
        except Exception:
            let_go(default_storage, written)
            raise

    def discard_files(self):
        let_go(default_storage, self.file_names)
