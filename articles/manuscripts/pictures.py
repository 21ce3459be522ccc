"""Takes the pictures of a manuscript into the library, described and credited as the manuscript says."""

import re
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.manuscript.structure import WordPicture
from photos.intake import clean_picture
from photos.models import Photo
from text.invisible import without_stray

from .captions import Caption

# What programs write by themselves where one says what is to be seen: the name of a file, or a guess.
NO_DESCRIPTION = re.compile(
    r"[^ ]{0,80}\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|emf|wmf)"
    r"|(?:图片|图像|picture|image|graphic|img|dsc|mmexport|微信图片|wps图片|screenshot)[ _\-0-9()]{0,40}"
    r"|[0-9a-f_\-]{8,80}",
    re.IGNORECASE,
)
GUESSED = (
    "描述已自动生成",
    "AI 生成的内容",
    "AI生成的内容",
    "Description automatically generated",
    "AI-generated content",
)


class TakenPictures:
    """The pictures of one manuscript."""

    def __init__(self) -> None:
        self.photos: dict[int, Photo] = {}  # by their numbers in the manuscript
        self.told: list[str] = []

    def take(self, number: int, picture: WordPicture, said: Caption, title: str, user: Any) -> None:
        """Take in one picture and write its files; `save` stores the rows.

        One that the library has already is used as it is.
        """
        try:
            clean = clean_picture(BytesIO(picture.data))
        except ValidationError as refused:
            sentence = _("Picture %(number)d was not brought in: %(why)s")
            self.told.append(sentence % {"number": number + 1, "why": " ".join(refused.messages)})
            return
        photo = next((photo for photo in self.new if photo.digest == clean.digest), None)
        photo = photo or Photo.objects.same_file(clean.digest).first()
        if photo is None:
            photo = _described(picture, said, f"{title} {number + 1}")
            photo.uploaded_by = user
            photo.take_in(clean)
        self.photos[number] = photo

    @property
    def new(self) -> list[Photo]:
        """Those that are in the library by this manuscript, each once. Before they are saved they have no key."""
        return [photo for photo in {id(photo): photo for photo in self.photos.values()}.values() if photo._state.adding]

    def save(self) -> None:
        for photo in self.new:
            photo.save()

    @property
    def lacking(self) -> list[Photo]:
        """Those that cannot be published yet, each once."""
        return [photo for photo in dict.fromkeys(self.photos.values()) if photo.lacking]


def _described(picture: WordPicture, said: Caption, title: str) -> Photo:
    alt_text = _description(picture.alt) or said.text
    photo = Photo(title=_cut("title", alt_text or title), alt_text=_cut("alt_text", alt_text))
    if said.credit_kind:
        photo.credit_kind = said.credit_kind
        photo.credit_name = _cut("credit_name", said.credit_name)
    return photo


def _description(alt: str) -> str:
    """Return what a writer said that is to be seen; nothing where a program said it."""
    alt = " ".join(without_stray(alt).split())
    is_guess = NO_DESCRIPTION.fullmatch(alt) or any(words in alt for words in GUESSED)
    return "" if is_guess else alt


def _cut(field: str, text: str) -> str:
    return text[: Photo._meta.get_field(field).max_length].strip()
