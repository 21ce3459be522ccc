"""A picture of the library in its place beside a text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.chosen_rows import ChosenForeignKey

from .models import Photo


class PlacedPhoto(models.Model):
    """A picture beside an item, with its caption there; a subclass names the item."""

    class Role(models.TextChoices):
        GALLERY = "gallery", _("gallery")
        BEFORE = "before", _("before")
        AFTER = "after", _("after")

    photo = ChosenForeignKey(Photo, models.PROTECT, verbose_name=_("photo"))
    role = models.CharField(
        _("role"),
        max_length=8,
        choices=Role,
        default=Role.GALLERY,
        help_text=_("“Before” and “after” stand side by side."),
    )
    caption = models.CharField(_("caption"), max_length=120, blank=True, help_text=_("Without the credit."))
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.get_role_display()} · {self.photo}"


def arranged(item):
    """Return the pictures beside `item` as its page shows them: a gallery, and “before” beside “after”."""
    Role, rows = PlacedPhoto.Role, item.photos.all()
    pair = sorted((row for row in rows if row.role != Role.GALLERY), key=lambda row: row.role == Role.AFTER)
    return {
        "gallery": [row for row in rows if row.role == Role.GALLERY],
        "before_after": pair,
        # A lead picture that is one of the pair is shown in the pair, and not above it a second time.
        "lead_is_in_pair": item.lead_photo_id in {row.photo_id for row in pair},
    }
