from django.utils.translation import gettext_lazy as _

from .base import BLOCKS, Check


class PictureWords(Check):
    """替代文字和署名: readers see no picture that is not described and credited."""

    code, level, name = "picture-words", BLOCKS, _("alternative texts and credits of pictures")

    def findings(self, manuscript):
        for field, photo in manuscript.photos:
            if photo.lacking:
                message = _("The picture “%(photo)s” lacks its alternative text or its credit.") % {"photo": photo}
                met = f"{photo.stem} {bool(photo.alt_text)} {bool(photo.credit)}"
                yield self.found(message, field, met)
