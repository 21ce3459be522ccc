"""Turns and crops pictures of the library. Every page shows the new state; what was there stays, and can be taken back.

A state is always made anew from the picture as it came in, so that it was encoded once more and no oftener, however
often it is turned.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from .models import FormerPicture
from .stored import StoredPicture

WHOLE = (0.0, 0.0, 1.0, 1.0)
LEAST = 100  # pixels that each side keeps; of a picture that is smaller all that it has
QUARTERS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
STATE = [field.name for field in StoredPicture._meta.fields]


@dataclass(frozen=True)
class Shape:
    """How a state is made of the picture that came in: turned by quarters clockwise, then cut to a part of it.

    The part is (left, top, right, bottom) in shares of the turned picture.
    """

    turns: int = 0
    part: tuple[float, ...] = WHOLE

    @classmethod
    def of(cls, stored):
        return cls(stored.turns, tuple(stored.part) or WHOLE)

    def turned(self, quarters):
        part = self.part
        for _quarter in range(quarters % 4):
            left, top, right, bottom = part
            part = (1 - bottom, left, 1 - top, right)
        return Shape((self.turns + quarters) % 4, tuple(round(share, 6) for share in part))

    def cropped(self, left, top, right, bottom):
        """Return this shape without so much of its sides, in shares."""
        x, y, end_x, end_y = self.part
        width, height = end_x - x, end_y - y
        part = (x + left * width, y + top * height, end_x - right * width, end_y - bottom * height)
        return Shape(self.turns, tuple(round(share, 6) for share in part))


def turn(photo, user, quarters):
    """Turn `photo` by `quarters` of a turn clockwise."""
    focus = photo.focus_x, photo.focus_y
    for _quarter in range(quarters % 4 if photo.focus_classes else 0):
        focus = 100 - focus[1], focus[0]
    _reshape(photo, user, Shape.of(photo).turned(quarters), focus)


def crop(photo, user, left, top, right, bottom):
    """Cut so much off the sides of `photo`, in shares. Raises ValidationError where that is nothing, or too much."""
    if not any((left, top, right, bottom)):
        raise ValidationError(_("Say how much is cut off, of one side at least."))
    width, height = photo.width * (1 - left - right), photo.height * (1 - top - bottom)
    if width < min(LEAST, photo.width) or height < min(LEAST, photo.height):
        raise ValidationError(
            _("Too little would be left of the picture: each side keeps %(least)d pixels at least.") % {"least": LEAST}
        )
    focus = (None, None)
    if photo.focus_classes:
        x = (photo.focus_x / 100 - left) / (1 - left - right)
        y = (photo.focus_y / 100 - top) / (1 - top - bottom)
        if 0 <= x <= 1 and 0 <= y <= 1:
            focus = round(100 * x), round(100 * y)
    _reshape(photo, user, Shape.of(photo).cropped(left, top, right, bottom), focus)


@transaction.atomic
def take_back(photo, user, former):
    """Let `photo` be again what it was as `former`, one of its former states; what it is now becomes one instead."""
    for name in STATE:
        was, now = getattr(former, name), getattr(photo, name)
        setattr(photo, name, was)
        setattr(former, name, now)
    former.replaced_at, former.replaced_by = timezone.now(), user
    former.save()
    photo.save(update_fields=STATE)


@transaction.atomic
def _reshape(photo, user, shape, focus):
    if same := next((former for former in photo.former.all() if Shape.of(former) == shape), None):
        take_back(photo, user, same)
        photo.focus_x, photo.focus_y = focus
        photo.save(update_fields=["focus_x", "focus_y"])
        return
    made = FormerPicture(photo=photo, turns=shape.turns, part=[] if shape.part == WHOLE else shape.part)
    made.focus_x, made.focus_y = focus
    made.write(_image_of(_as_it_came(photo), shape))
    take_back(photo, user, made)


def _as_it_came(photo):
    states = [photo, *photo.former.all()]
    return next(state for state in states if Shape.of(state) == Shape())


def _image_of(stored, shape):
    with default_storage.open(stored.master_name) as file, Image.open(file) as master:
        image = master.convert("RGB")
    if shape.turns:
        image = image.transpose(QUARTERS[shape.turns])
    across, down = image.size
    left, top, right, bottom = shape.part
    return image.crop((round(left * across), round(top * down), round(right * across), round(bottom * down)))
