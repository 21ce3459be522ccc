"""The picture library: a row for each picture, and its files under random names."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from directory.models import Place
from editing.usage import is_in_approved_use

from .querysets import PhotoQuerySet
from .stored import MIDDLE, StoredPicture

CHANGE_IN_APPROVED_USE = "photos.change_in_approved_use"


class Photo(StoredPicture):
    """A picture that passed the intake, and what is said of it."""

    class Credit(models.TextChoices):
        PHOTOGRAPHER = "photographer", _("taken by (记者 X 摄)")
        SUPPLIED = "supplied", _("supplied by (X 供图)")
        ARCHIVE = "archive", _("file picture (资料图片)")

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

    def take_in(self, picture):
        """Fill a new row from the CleanPicture `picture`, and write its files. `save` then stores the row."""
        self.digest = picture.digest
        self.write(picture.image)


class FormerPicture(StoredPicture):
    """What a photo was before it was turned or cropped.

    Its files stay while the photo is there: texts name them, pages in caches call for them, and it can be taken back.
    """

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="former", verbose_name=_("photo"))
    replaced_at = models.DateTimeField(_("replaced"), auto_now_add=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("replaced by"),
    )

    class Meta:
        verbose_name = _("former state of a photo")
        verbose_name_plural = _("former states of a photo")
        default_permissions = ()
        ordering = ["-replaced_at", "-pk"]

    def __str__(self):
        return f"{self.width} × {self.height}"
