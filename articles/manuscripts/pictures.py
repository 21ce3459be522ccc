"""Takes the pictures of a manuscript into the library, described and credited as the manuscript says."""

import re
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.manuscript.structure import WordPicture
from photos.forms import complete
from photos.intake import clean_picture, digest_of
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
    """The pictures of one manuscript, taken in for `user`."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.photos: dict[int, Photo] = {}  # by their numbers in the manuscript
        self.told: list[str] = []
        self._known: list[tuple[Photo, dict[str, str]]] = []  # what the library had already, and what is said of it

    def take(self, number: int, picture: WordPicture, said: Caption, title: str) -> None:
        """Take in one picture and write its files; `save` stores the rows."""
        file, words = BytesIO(picture.data), _words(picture, said)
        digest = digest_of(file)
        photo = next((photo for photo in self.new if photo.digest == digest), None)
        if known := None if photo else Photo.objects.same_file(digest).first():
            self._known.append((known, words))
            photo = known
        if photo is None:
            try:
                clean = clean_picture(file)
            except ValidationError as refused:
                sentence = _("Picture %(number)d was not brought in: %(why)s")
                self.told.append(sentence % {"number": number + 1, "why": " ".join(refused.messages)})
                return
            named = words.get("alt_text") or f"{title} {number + 1}"
            photo = Photo(uploaded_by=self.user, title=_cut("title", named), **words)
            photo.take_in(clean)
        self.photos[number] = photo

    @property
    def new(self) -> list[Photo]:
        """Those that are in the library by this manuscript, each once. Before they are saved they have no key."""
        return [photo for photo in {id(photo): photo for photo in self.photos.values()}.values() if photo._state.adding]

    def save(self) -> None:
        """Store the new ones. To one that the library had, what it lacks is added, and nothing else is changed."""
        for photo in self.new:
            photo.save()
        for photo, words in self._known:
            if photo.lacking and words and photo.may_be_changed_by(self.user):
                complete(photo, {"credit_kind": photo.credit_kind, **words})

    @property
    def lacking(self) -> list[Photo]:
        """Those that cannot be published yet, each once."""
        return [photo for photo in dict.fromkeys(self.photos.values()) if photo.lacking]


def _words(picture: WordPicture, said: Caption) -> dict[str, str]:
    """Return {field: text} of what a manuscript says of a picture."""
    words = {"alt_text": _description(picture.alt) or said.text}
    if said.credit_kind:
        words |= {"credit_kind": said.credit_kind, "credit_name": said.credit_name}
    return {field: _cut(field, text) for field, text in words.items() if text}


def _description(alt: str) -> str:
    """Return what a writer said that is to be seen; nothing where a program said it."""
    alt = " ".join(without_stray(alt).split())
    is_guess = NO_DESCRIPTION.fullmatch(alt) or any(words in alt for words in GUESSED)
    return "" if is_guess else alt


def _cut(field: str, text: str) -> str:
    return text[: Photo._meta.get_field(field).max_length].strip()
