"""Rich text: what an editor types, what is kept of it, and what a reader gets.

CKEditor is only a typing aid. Whatever arrives is cut down by nh3 to the tags below, on
every save, and rendered once for readers: responsive pictures from the library, headings
that can be linked to, tables that scroll. Another editor would be another widget here.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3
from django import forms
from django.conf import settings
from django.db import models
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from photos.models import Photo

from .ckeditor import RichTextWidget

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
DROPPED_WITH_CONTENT = {"script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript"}
RENAMED = {"b": "strong", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "div": "p"}
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufffe\uffff]")
PHOTO_ADDRESS = re.compile(r"/photos/(?P<stem>[0-9a-f]{24})(?:-\d+)?\.(?:webp|jpg)$")
VOID = {"br", "hr", "img"}


def sanitise(html):
    """Return what of `html` may be kept: the tags of TAGS, links that are safe, pictures of the library."""
    html = CONTROL_CHARACTERS.sub("", html)
    for old, new in RENAMED.items():
        html = re.sub(rf"<(/?){old}(?=[\s>])", rf"<\1{new}", html, flags=re.IGNORECASE)
    kept = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attribute_filter=_keep_attribute,
        link_rel=None,
    )
    return re.sub(r"<p>(?:\s|&nbsp;|\xa0)*</p>\s*", "", kept).strip()


def _keep_attribute(tag, name, value):
    if tag == "img" and name == "src":
        return value if PHOTO_ADDRESS.search(urlsplit(value).path) else None
    return value


class _Inventory(HTMLParser):
    """Counts the tags, attributes and link schemes of a text, to tell what sanitising took away."""

    def __init__(self, html):
        super().__init__()
        self.found = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        tag = RENAMED.get(tag, tag)
        if tag in DROPPED_WITH_CONTENT or tag in {"form", "input", "button", "video", "audio", "link", "meta", "base"}:
            self.found.add(f"<{tag}>")
        for name, value in attrs:
            scheme = re.sub(r"[\s\x00-\x1f]", "", value or "").partition(":")[0].lower()
            if name.startswith("on"):
                self.found.add(name)
            elif name in {"href", "src"} and scheme in {"javascript", "vbscript", "data"}:
                self.found.add(f"{scheme}:")
            elif tag == "img" and name == "src" and not PHOTO_ADDRESS.search(urlsplit(value or "").path):
                self.found.add(_("a picture from elsewhere"))


def removed_from(html):
    """Return, sorted, the names of what `sanitise` takes out of `html` that an editor must be told about."""
    return sorted(_Inventory(html).found)


def photo_stems(html):
    """Return the stems of the library's pictures that sanitised `html` shows, in order, each once."""
    sources = re.findall(r'<img[^>]*\ssrc="([^"]+)"', html)
    return list(dict.fromkeys(match["stem"] for source in sources if (match := PHOTO_ADDRESS.search(source))))


class _Renderer(HTMLParser):
    """Writes sanitised HTML anew for readers."""

    def __init__(self, photos):
        super().__init__(convert_charrefs=True)
        self.photos = photos
        self.parts = []
        self.headings = 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        match tag:
            case "img":
                self.parts.append(self._figure(attrs))
                return
            case "h2" | "h3":
                self.headings += 1
                attrs["id"] = f"section-{self.headings}"
            case "a" if urlsplit(attrs.get("href", "")).netloc not in {"", urlsplit(settings.SITE_URL).netloc}:
                attrs["rel"] = "noopener noreferrer"
            case "table":
                label = escape(_("Table"))
                self.parts.append(f'<div class="table-scroll" role="region" aria-label="{label}" tabindex="0">')
        written = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs.items())
        self.parts.append(f"<{tag}{written}>")

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.parts.append(f"</{tag}>")
        if tag == "table":
            self.parts.append("</div>")

    def handle_data(self, data):
        self.parts.append(escape(data))

    def _figure(self, attrs):
        match = PHOTO_ADDRESS.search(attrs.get("src") or "")
        photo = self.photos.get(match["stem"]) if match else None
        if not photo:
            return ""
        return format_html(
            '<figure class="figure"><img src="{}" srcset="{}" sizes="(min-width: 48rem) 36em, 100vw" width="{}" '
            'height="{}" alt="{}" loading="lazy" decoding="async"><figcaption><span class="credit">{}</span>'
            "</figcaption></figure>",
            photo.url, photo.srcset, photo.width, photo.height, attrs.get("alt") or photo.alt_text, photo.credit,
        )  # fmt: skip


def render(html):
    """Return what a reader gets of sanitised `html`: one query for its pictures, none without."""
    stems = photo_stems(html)
    photos = {photo.stem: photo for photo in Photo.objects.filter(stem__in=stems)} if stems else {}
    renderer = _Renderer(photos)
    renderer.feed(html)
    renderer.close()
    # A picture stood in a paragraph of its own; a figure must not.
    text = "".join(renderer.parts)
    return re.sub(r"<p>\s*((?:<figure.*?</figure>\s*)+)</p>", r"\1", text, flags=re.DOTALL)


class RenderedField(models.TextField):
    """The reader's HTML of a RichTextField; made by it, trusted because only it writes here."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"blank": True, "editable": False, "default": "", **kwargs})

    def from_db_value(self, value, expression, connection):
        return mark_safe(value)  # noqa: S308  (the one named place: nh3 made it)


class RichTextFormField(forms.CharField):
    """Takes what the editor sends and keeps what is safe; `removed` names what was not."""

    widget = RichTextWidget
    removed = ()

    def prepare_value(self, value):
        return sanitise(value) if value else value

    def clean(self, value):
        self.removed = removed_from(value or "")
        return sanitise(super().clean(value))


class RichTextField(models.TextField):
    """Sanitised HTML; beside it, `<name>_html` (a RenderedField that the model declares) for readers."""

    def pre_save(self, instance, add):
        value = sanitise(getattr(instance, self.attname) or "")
        setattr(instance, self.attname, value)
        setattr(instance, f"{self.attname}_html", mark_safe(render(value)))  # noqa: S308
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": RichTextFormField, **kwargs, "widget": RichTextWidget})
