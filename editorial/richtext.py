"""Rich text: what an editor types, what is kept of it, and what a reader gets.

CKEditor is only a typing aid. Whatever arrives is cut down by nh3 to the tags of kept_html, on
every save, and rendered once for readers: responsive pictures from the library, headings
that can be linked to, tables that scroll. Another editor would be another widget here.
"""

import re

import nh3
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import models
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from text.control_characters import CONTROL_CHARACTERS
from text.tags import BLOCKS, DEEPEST, Leveller, without_empty
from web.hosts import host_of

from .ckeditor import RichTextWidget
from .kept_html import ATTRIBUTES, DROPPED_WITH_CONTENT, RENAMED, TAGS
from .rendering import render, stem_in

SCHEMES = {"http", "https", "tel", "mailto"}
TOLD_OF = DROPPED_WITH_CONTENT | {"form", "input", "button", "select", "video", "audio", "link", "meta", "base"}
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)")
TAG = re.compile(r"(<[^<>]+>)")
MOST_TAGS = 60_000  # more than a text of the greatest length can well have
MOST_PASSES = 6


def sanitise(html):
    """Return what of `html` may be kept: the tags of TAGS, links that are safe, pictures of the library."""
    return _read(html)[0]


def _read(html, told=None):
    """Return (what of `html` may be kept, whether tags were left out because they were nested too deep).

    Taking a tag away can leave others nested as no parser would nest them. A control character that was written as a
    reference is met only after it was read. So what one pass leaves is cleaned again until nothing changes, MOST_PASSES
    times at most. Then cleaning twice is the same as cleaning once. `told` is for the Leveller of the first pass.
    """
    is_deep = False
    for _pass in range(MOST_PASSES):
        level = Leveller(CONTROL_CHARACTERS.sub("", html), TAGS | DROPPED_WITH_CONTENT, RENAMED, ATTRIBUTES, told)
        before, html, told = html, _cleaned(level.text), None
        is_deep = is_deep or level.is_deep
        if html == before:
            return html, is_deep
    return nh3.clean_text(html), is_deep  # this was never seen to happen; escaped text is safe whatever it holds


def _cleaned(level):
    kept = nh3.clean(
        CONTROL_CHARACTERS.sub("", level),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attribute_filter=_keep_attribute,
        link_rel=None,
    )
    return without_empty(kept, BLOCKS, nothing={"br"}).strip()


def _keep_attribute(tag, name, value):
    if tag == "img" and name == "src":
        return value if _is_of_the_library(value) else None
    if tag == "a" and name == "href" and host_of(value) is None:
        return None
    return value


def _is_of_the_library(address):
    own = {host_of(place) for place in (settings.SITE_URL, settings.MEDIA_URL, default_storage.url("photos/"))}
    return host_of(address) in own | {""} and stem_in(address) is not None


def removed_from(html):
    """Return, sorted, the names of what `sanitise` takes out of `html` that an editor must be told about."""
    told = Removed()
    _read(html, told)
    return sorted(told.names)


class Removed:
    """Notes what a text holds that may not be kept: its tags and attributes, as a Leveller tells them (`told`)."""

    def __init__(self):
        self.names = set()

    def __call__(self, tag, name, value):
        if name is None:
            self.names.update({f"<{tag}>"} if tag in TOLD_OF else ())
        elif name.startswith("on"):
            self.names.add(name)
        elif (tag, name) in {("a", "href"), ("img", "src")}:
            scheme = SCHEME.match(re.sub(r"[\s\x00-\x1f]", "", value).lower())
            if scheme and scheme[0] not in SCHEMES:
                self.names.add(f"{scheme[0]}:")
            elif tag == "img" and not _is_of_the_library(value):
                self.names.add(_("a picture from elsewhere"))


class RenderedField(models.TextField):
    """The HTML for readers of a RichTextField. It is trusted, because only that field writes here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"blank": True, "editable": False, "default": "", **kwargs})

    def from_db_value(self, value, expression, connection):
        return mark_safe(value)  # noqa: S308  (the one named place: nh3 made it)


def _unbroken(html):
    return "".join(map(str.strip, TAG.split(html)))


class RichTextFormField(forms.CharField):
    """Takes what the editor sends, and keeps what is safe. `removed` names what was not."""

    widget = RichTextWidget
    removed = ()

    def __init__(self, **options):
        super().__init__(**{**options, "max_length": settings.RICH_TEXT_MAX_CHARACTERS})

    def prepare_value(self, value):
        """Return the text as it may be in an editor.

        A text with more than MOST_TAGS tags would take too long to look through. It is returned with its tags as words.
        """
        if not value:
            return value
        return nh3.clean_text(value) if value.count("<") > MOST_TAGS else sanitise(value)

    def has_changed(self, initial, data):
        """Whether the text has changed. The editor breaks lines between blocks as it likes, and that is no change."""
        initial, data = initial or "", data or ""
        if initial == data or len(data) > self.max_length:
            return initial != data
        return _unbroken(sanitise(initial)) != _unbroken(sanitise(data))

    def clean(self, value):
        typed, told = value or "", Removed()
        if len(typed) > self.max_length:
            words = {"length": len(typed), "limit": self.max_length}
            sentence = _("With its markup the text has %(length)d characters; %(limit)d are the most. Divide it.")
            raise ValidationError(sentence % words, "max_length")
        kept, is_deep = _read(typed, told)
        self.removed = sorted(told.names)
        if is_deep:
            sentence = _(
                "Quotations, lists or tables stand in one another more than %(limit)d deep. Below they are made "
                "shallower, and no word is lost. Look through the text and save again."
            )
            raise ValidationError(sentence % {"limit": DEEPEST}, "too_deep")
        # The text is sanitised first: an empty paragraph, or a script alone, is no text.
        return super().clean(kept)


class RichTextField(models.TextField):
    """Sanitised HTML. Beside it the model declares `<name>_html`, a RenderedField for readers."""

    def pre_save(self, instance, add):
        return self.render_into(instance)

    def render_into(self, instance):
        """Cut the text of `instance` down to what is kept, render it for readers, and return it."""
        value = sanitise(getattr(instance, self.attname) or "")
        setattr(instance, self.attname, value)
        setattr(instance, f"{self.attname}_html", mark_safe(render(value)))  # noqa: S308
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": RichTextFormField, **kwargs, "widget": RichTextWidget})
