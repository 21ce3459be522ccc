"""Rich text: what an editor types, what is kept of it, and what a reader gets.

CKEditor is only a typing aid. Whatever arrives is cut down by nh3 to the tags below, on
every save, and rendered once for readers: responsive pictures from the library, headings
that can be linked to, tables that scroll. Another editor would be another widget here.
"""

import re

import nh3
from django import forms
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .ckeditor import RichTextWidget
from .rendering import PHOTO_ADDRESS, host_of, photo_stems, render

__all__ = [
    "CONTROL_CHARACTERS", "RenderedField", "RichTextField", "RichTextFormField", "photo_stems", "removed_from",
    "render", "sanitise",
]  # fmt: skip

TAGS = {
    "p", "h2", "h3", "strong", "ul", "ol", "li", "blockquote", "a", "img", "br", "hr", "sub", "sup",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "tel", "mailto"}
FORBIDDEN_SCHEMES = {"javascript", "vbscript", "data", "file", "blob", "ftp", "about"}
DROPPED_WITH_CONTENT = {"script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript"}
TOLD_OF = DROPPED_WITH_CONTENT | {"form", "input", "button", "select", "video", "audio", "link", "meta", "base"}
PASTED = {"b", "i", "em", "u", "div", "span", "font", "h1", "h4", "h5", "h6", "section", "article", "body"}
RENAMED = {"b": "strong", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "div": "p"}
# C0 but tab and newlines, DEL, the two that end a line only in JavaScript, and halves of a character. A raw
# NUL or such a half is refused by PostgreSQL; any of them breaks an XML feed (XML 1.0, section 2.2).
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)")
# nh3 writes attributes in double quotes with `<` and `>` escaped, so these see whole tags.
PICTURE_WITHOUT_ADDRESS = re.compile(r"<img(?![^>]* src=)[^>]*>")
LINK_WITHOUT_ADDRESS = re.compile(r"<a>(.*?)</a>", re.DOTALL)
EMPTY_BLOCK = re.compile(r"<(p|h2|h3|blockquote)>(?:\s|&nbsp;|<br>)*</\1>\s*")
MOST_PASSES = 6


def sanitise(html):
    """Return what of `html` may be kept: the tags of TAGS, links that are safe, pictures of the library.

    Taking a tag away can leave others nested as no parser would nest them, and a control
    character that was written as a reference is met only after it was read: what one pass
    leaves is cleaned again until nothing changes, so that cleaning twice is cleaning once.
    """
    for old, new in RENAMED.items():
        html = re.sub(rf"<(/?){old}(?=[\s/>])", rf"<\1{new}", html, flags=re.IGNORECASE)
    for _pass in range(MOST_PASSES):
        before, html = html, _sanitise_once(html)
        if html == before:
            return html
    return nh3.clean_text(html)  # never seen; text is safe whatever it holds


def _sanitise_once(html):
    kept = nh3.clean(
        CONTROL_CHARACTERS.sub("", html),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attribute_filter=_keep_attribute,
        link_rel=None,
    )
    kept = PICTURE_WITHOUT_ADDRESS.sub("", kept)
    kept = LINK_WITHOUT_ADDRESS.sub(r"\1", kept)
    return EMPTY_BLOCK.sub("", kept).strip()


def _keep_attribute(tag, name, value):
    if tag == "img" and name == "src":
        return value if _is_of_the_library(value) else None
    if tag == "a" and name == "href" and host_of(value) is None:
        return None
    return value


def _is_of_the_library(address):
    own = {host_of(place) for place in (settings.SITE_URL, settings.MEDIA_URL, default_storage.url("photos/"))}
    return host_of(address) in own | {""} and bool(PHOTO_ADDRESS.search(address.partition("?")[0]))


def removed_from(html):
    """Return, sorted, the names of what `sanitise` takes out of `html` that an editor must be told about."""
    found = set()

    def note(tag, name, value):
        scheme = SCHEME.match(re.sub(r"[\s\x00-\x1f]", "", value).lower())
        if name.startswith("on"):
            found.add(name)
        elif scheme and scheme[0] not in SCHEMES:
            found.add(f"{scheme[0]}:")
        elif tag == "img" and not _is_of_the_library(value):
            found.add(_("a picture from elsewhere"))
        return value

    # The same parser that takes away is asked what it met: another one would read the tricks differently.
    met = nh3.clean(
        CONTROL_CHARACTERS.sub("", html),
        tags=TAGS | TOLD_OF | PASTED,
        attributes={"a": {"href"}, "img": {"src"}},
        generic_attribute_prefixes={"on"},
        url_schemes=SCHEMES | FORBIDDEN_SCHEMES,
        clean_content_tags=set(),
        attribute_filter=note,
        link_rel=None,
    )
    return sorted(found | {f"<{tag}>" for tag in re.findall(r"<([a-z]+)[ >]", met) if tag in TOLD_OF})


class RenderedField(models.TextField):
    """The reader's HTML of a RichTextField; made by it, trusted because only it writes here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"blank": True, "editable": False, "default": "", **kwargs})

    def from_db_value(self, value, expression, connection):
        return mark_safe(value)  # noqa: S308  (the one named place: nh3 made it)


def _unbroken(html):
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1", sanitise(html or ""))


class RichTextFormField(forms.CharField):
    """Takes what the editor sends and keeps what is safe; `removed` names what was not."""

    widget = RichTextWidget
    removed = ()

    def prepare_value(self, value):
        return sanitise(value) if value else value

    def has_changed(self, initial, data):
        """The editor breaks lines between blocks as it likes; that is no change."""
        return _unbroken(initial) != _unbroken(data)

    def clean(self, value):
        self.removed = removed_from(value or "")
        # Sanitised first: an empty paragraph, or a script alone, is no text.
        return super().clean(sanitise(value or ""))


class RichTextField(models.TextField):
    """Sanitised HTML; beside it, `<name>_html` (a RenderedField that the model declares) for readers."""

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
