"""Makes a draft of a manuscript: all of it or nothing, and not twice within a few minutes."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _

from documents.manuscript import sent_file
from documents.manuscript.notes import note_words
from documents.manuscript.structure import WordText
from photos.intake import digest_of
from photos.models import Photo
from text.control_characters import CONTROL_CHARACTERS
from text.invisible import without_stray

from ..models import Article, Column
from ..models.contributor import Role
from . import names
from .captions import Caption
from .pictures import TakenPictures
from .story import StoryText, text_of
from .titles import Headlines, headlines_of

REMEMBERED = 10 * 60  # seconds in which the same file is not made a second time
NAME_SHOWN = 60  # characters of the file's name in the history
SHOWN = re.compile(r'<img src="picture:(\d{1,4})">')
# Names that a program gives to a file, which are no headline.
NO_HEADLINE = re.compile(
    r"(?:新建|未命名|无标题|副本|untitled|document|文档|文稿|稿件|新闻稿|doc|wps|microsoft|word|docx|[ _\-()0-9.])+",
    re.IGNORECASE,
)
SENTENCE = re.compile("[^。！？!?]{1,60}")


@dataclass
class Made:
    """The draft that was made of a file, and sentences about what is not as in the file."""

    article: Article
    told: list[str]


class MadeAlready(Exception):
    """The same person had a draft made of this very file a few minutes ago; None while it is still being made."""

    def __init__(self, article: Article | None) -> None:
        super().__init__()
        self.article = article


def make(upload: Any, column: Column, user: Any) -> Made:
    """Make a draft by `user` in `column` of the manuscript in the uploaded file `upload`.

    Raises ValidationError with a sentence, or MadeAlready; then nothing was made.
    """
    key = f"manuscript-{user.pk}-{digest_of(upload)}"
    if not cache.add(key, 0, REMEMBERED):
        article = Article.objects.filter(pk=cache.get(key, 0)).first()
        if article or cache.get(key) == 0:
            raise MadeAlready(article)
    try:
        made = _make(sent_file.read(upload), _tidy(upload.name), column, user)
    except BaseException:
        cache.delete(key)
        raise
    cache.set(key, made.article.pk, REMEMBERED)
    return made


def _make(manuscript: WordText, name: str, column: Column, user: Any) -> Made:
    told: list[str] = []
    if not manuscript.blocks:
        raise ValidationError(_("There is no text in this file. Perhaps all of it stands in text boxes or pictures."))
    headlines = headlines_of(manuscript.blocks)
    fitting, above = _fitted(headlines, name, told)
    text, pictures, new = text_of(headlines.rest), TakenPictures(user), []
    try:
        if user.has_perm("photos.add_photo"):
            for number, picture in enumerate(manuscript.pictures):
                pictures.take(number, picture, _said(text, number), fitting["title"])
        elif manuscript.pictures:
            told.append(_("You may not add pictures to the library, so none was brought in."))
        new = pictures.new
        body = above + SHOWN.sub(lambda shown: _shown(pictures, int(shown[1])), text.html)
        _check_length(body)
        with transaction.atomic():
            pictures.save()
            article = Article.objects.create(author=user, column=column, body=body, **fitting)
            added, about_names = names.credit(article, text.credited, user)
            article.keep_version(user, _("from the Word file “%s”") % name[:NAME_SHOWN])
            _log(user, [article], new, added)
    except BaseException:
        for photo in new or pictures.new:
            photo.discard_files()
        raise
    told += [*about_names, *pictures.told, *map(note_words, manuscript.notes), *_lacking(pictures)]
    return Made(article, told)


def _fitted(headlines: Headlines, name: str, told: list[str]) -> tuple[dict[str, str], str]:
    """Return {field: text} of the headlines, and the HTML of those that are too long for their fields."""
    fitting, above = {}, ""
    for line in ("kicker", "title", "subtitle"):
        field, words = Article._meta.get_field(line), _tidy(getattr(headlines, line))
        if len(words) > field.max_length:
            above += format_html("<p>{}</p>", words)
            sentence = _("The %(line)s has more than %(limit)d characters. The whole of it stands in the text.")
            told.append(sentence % {"line": field.verbose_name, "limit": field.max_length})
            words = words[: field.max_length].strip() if line == "title" else ""
        fitting[line] = words
    fitting["title"] = fitting["title"] or _title_of(name, headlines, told)
    return fitting, above


def _title_of(name: str, headlines: Headlines, told: list[str]) -> str:
    """Return a title for a text without one: the name of its file, or else how the text begins."""
    stem, limit = PurePath(name.replace("\\", "/")).stem, Article._meta.get_field("title").max_length
    if stem and not NO_HEADLINE.fullmatch(stem):
        told.append(_("No headline was recognised, so it is the name of the file."))
        return stem[:limit].strip()
    first = next((found[0] for block in headlines.rest if (found := SENTENCE.search(_tidy(block.text)))), "")
    told.append(_("No headline was recognised, so it is how the text begins."))
    return first[:limit].strip() or _("Untitled manuscript")


def _said(text: StoryText, number: int) -> Caption:
    """Return what is said of a picture. Without a credit of its own it has that of the only photographer."""
    said = text.captions.get(number, Caption(""))
    photographers = [one.name for one in text.credited if one.role == Role.PHOTOGRAPHER]
    if said.credit_kind or len(photographers) != 1:
        return said
    return said._replace(credit_kind=Photo.Credit.PHOTOGRAPHER, credit_name=f"记者 {photographers[0]}")


def _shown(pictures: TakenPictures, number: int) -> str:
    photo = pictures.photos.get(number)
    return format_html('<img src="{}" alt="{}">', photo.url, photo.alt_text) if photo else ""


def _check_length(body: str) -> None:
    limit = settings.RICH_TEXT_MAX_CHARACTERS
    if len(body) > limit:
        sentence = _("With its markup the text has %(length)d characters; %(limit)d are the most. Divide the file.")
        raise ValidationError(sentence % {"length": len(body), "limit": limit})


def _lacking(pictures: TakenPictures) -> list[str]:
    if not pictures.lacking:
        return []
    words = [_("picture “%(photo)s”: %(lacking)s") % {"photo": one, "lacking": one.lacking} for one in pictures.lacking]
    return [_("Fill in before it is published: %s.") % "；".join(words)]


def _log(user: Any, *made: list[Any]) -> None:
    for things in made:
        if things:
            LogEntry.objects.log_actions(user.pk, things, ADDITION, [{"added": {}}])


def _tidy(text: str) -> str:
    return " ".join(CONTROL_CHARACTERS.sub("", without_stray(text)).split())
