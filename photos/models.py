"""The picture library: a row for each picture, and its files under random names."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from directory.models import Place
from editing.usage import is_in_approved_use

from .intake import encode
from .querysets import PhotoQuerySet

WIDTHS = (480, 960, 1600)  # pixels
MIDDLE = 50  # percent
FOLDER = "photos"
CHANGE_IN_APPROVED_USE = "photos.change_in_approved_use"


class Photo(models.Model):
    """A picture that passed the intake: a clean JPEG for reuse, and WebP renditions for readers.

    The files are named `photos/<stem>.jpg` and `photos/<stem>-<width>.webp`. `stem` is random and says nothing. A
    picture is never scaled up: where it is no wider than the widest of WIDTHS, the last rendition has the picture's own
    width.
    """

    class Credit(models.TextChoices):
        PHOTOGRAPHER = "photographer", _("taken by (记者 X 摄)")
        SUPPLIED = "supplied", _("supplied by (X 供图)")
        ARCHIVE = "archive", _("file picture (资料图片)")

    MASTER_TYPE = "image/jpeg"

    # The line under the picture, in the paper's form; a file picture may do without a name.
    CREDIT_LINES = {Credit.PHOTOGRAPHER: "{} 摄", Credit.SUPPLIED: "{} 供图", Credit.ARCHIVE: "资料图片 {}"}

    title = models.CharField(_("title"), max_length=60, help_text=_("By which editors find it in the library."))
    alt_text = models.CharField(
        _("alternative text"),
        max_length=120,
        blank=True,
        help_text=_("What is to be seen, for readers who cannot see it. Needed before anything with it is published."),
    )
    credit_kind = models.CharField(
        _("credit"), max_length=20, choices=Credit, default=Credit.PHOTOGRAPHER, help_text=_("How the source is named.")
    )
    credit_name = models.CharField(
        _("credited to"),
        max_length=40,
        blank=True,
        help_text=_("记者 沈拾光, or who supplied it; a file picture may do without."),
    )
    taken_on = models.DateField(_("taken on"), null=True, blank=True, help_text=_("The day in the picture."))
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=_("place"),
        help_text=_("Where it was taken."),
    )
    # What must not be lost where a list or the front page shows a part of the picture; both empty, its middle.
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
    stem = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    # The size of the clean JPEG, for feeds, which must tell it. That file is never changed. NULL where it was not
    # found.
    master_bytes = models.PositiveIntegerField(null=True, editable=False)
    digest = models.CharField(max_length=64, db_index=True, editable=False)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-uploaded_at", "-pk"]
        permissions = [("change_in_approved_use", _("Can change what is said of a picture that readers see"))]
        constraints = [
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="photo_has_a_size"),
            models.CheckConstraint(
                condition=Q(focus_x=None, focus_y=None)
                | Q(focus_x__isnull=False, focus_y__isnull=False, focus_x__lte=100, focus_y__lte=100),
                name="photo_focus_is_in_the_picture",
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if (self.focus_x is None) != (self.focus_y is None):
            self.focus_x, self.focus_y = (MIDDLE if side is None else side for side in (self.focus_x, self.focus_y))
        if not self.is_publishable and self.is_in_approved_use:
            sentence = _("Not to be left empty: the picture stands in what is public or approved.")
            filled = {"alt_text": self.alt_text, "credit_name": self.credit}
            raise ValidationError({name: sentence for name, text in filled.items() if not text})

    @property
    def credit(self):
        """The line under the picture, in the paper's form: 记者 X 摄, X 供图 or 资料图片."""
        if not self.credit_name and self.credit_kind != self.Credit.ARCHIVE:
            return ""
        return self.CREDIT_LINES[self.credit_kind].replace("{}", self.credit_name).strip()

    @property
    def lacking(self):
        """What the picture still lacks to be published, in words; empty where it lacks nothing."""
        words = {_("alternative text"): self.alt_text, _("credit"): self.credit}
        return "、".join(str(word) for word, text in words.items() if not text)

    @property
    def is_publishable(self):
        """Whether it is described and credited, as every published picture must be."""
        return not self.lacking

    @cached_property
    def is_in_approved_use(self):
        """Whether it is shown by something that readers see, or will see at its time."""
        return bool(self.pk) and is_in_approved_use(self)

    def may_be_changed_by(self, user):
        return user.has_perm("photos.change_photo") and (
            user.has_perm(CHANGE_IN_APPROVED_USE) or not self.is_in_approved_use
        )

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

    def take_in(self, picture):
        """Fill a new row from the CleanPicture `picture`, and write its files. `save` then stores the row.

        Where a file cannot be written, all of them are removed and the error is raised again.
        """
        self.stem = secrets.token_hex(12)
        self.width, self.height = picture.image.size
        self.digest = picture.digest
        try:
            for name, (width, file_format, quality) in self.files.items():
                default_storage.save(name, ContentFile(encode(picture.image, width, file_format, quality)))
            self.master_bytes = default_storage.size(self.master_name)
        except Exception:
            self.discard_files()
            raise

    def discard_files(self):
        for name in self.file_names:
            default_storage.delete(name)
