"""Renders sanitised rich text for readers: pictures with sizes, headings to link to, tables that scroll."""

import re
from html.parser import HTMLParser

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from photos.models import Photo
from text.tags import without_empty
from web.hosts import host_of

PHOTO_ADDRESS = re.compile(r"/photos/(?P<stem>[0-9a-f]{24})(?:-\d+)?\.(?:webp|jpg)$")
VOID = {"br", "hr", "img"}
HEADINGS = {"h2", "h3"}
# Tags in which a figure must not be.
PHRASING = HEADINGS | {"p", "a", "strong", "sub", "sup"}
SOURCE = re.compile(r'<img[^<>]*\ssrc="([^"<>]+)"')


def stem_in(address):
    """Return the stem of the library's picture that `address` leads to, or None."""
    match = PHOTO_ADDRESS.search(address.partition("?")[0])
    return match["stem"] if match else None


def photo_stems(html):
    """Return the stems of the library's pictures that sanitised `html` shows, in order, each once."""
    return list(dict.fromkeys(filter(None, map(stem_in, SOURCE.findall(html)))))


def render(html):
    """Return what a reader gets of sanitised `html`. It takes one query where there are pictures, and none without."""
    stems = photo_stems(html)
    photos = {photo.asked: photo for photo in Photo.objects.with_stems(stems)} if stems else {}
    renderer = _Renderer(photos)
    renderer.feed(html)
    renderer.close()
    return without_empty("".join(renderer.parts), PHRASING - HEADINGS)


class _Renderer(HTMLParser):
    """Writes sanitised HTML anew for readers."""

    def __init__(self, photos):
        super().__init__(convert_charrefs=True)
        self.photos = photos
        self.parts = []
        self.open_tags = []  # (tag, as it was written), the innermost last
        self.headings = 0
        self.after_heading = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        match tag:
            case "img":
                self._place(self._figure(attrs))
                return
            case "h2" | "h3":
                self.headings += 1
                attrs["id"] = f"section-{self.headings}"
            case "a" if _leads_away(attrs.get("href") or ""):
                attrs["rel"] = "noopener noreferrer"
            case "table":
                label = escape(_("Table"))
                self.parts.append(f'<div class="table-scroll" role="region" aria-label="{label}" tabindex="0">')
        pairs = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs.items())
        written = f"<{tag}{pairs}>"
        if tag not in VOID:
            self.open_tags.append((tag, written))
        self.parts.append(written)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        self.open_tags.pop()
        self.parts.append(f"</{tag}>")
        if tag == "table":
            self.parts.append("</div>")
        if tag in HEADINGS:
            self.parts += self.after_heading
            self.after_heading = []

    def handle_data(self, data):
        self.parts.append(escape(data))

    def _place(self, figure):
        """Put `figure` where it may be: the paragraph round it ends before it, and begins anew after it.

        A figure in a heading is put after the heading.
        """
        if not figure:
            return
        first = next((n for n, (tag, _written) in enumerate(self.open_tags) if tag in PHRASING), len(self.open_tags))
        around = self.open_tags[first:]
        if any(tag in HEADINGS for tag, _written in around):
            self.after_heading.append(figure)
            return
        self.parts += [f"</{tag}>" for tag, _written in reversed(around)]
        self.parts.append(figure)
        self.parts += [written for _tag, written in around]

    def _figure(self, attrs):
        photo = self.photos.get(stem_in(attrs.get("src") or ""))
        if not photo:
            return ""
        return format_html(
            '<figure class="figure"><img src="{}" srcset="{}" sizes="(min-width: 48rem) 36em, 100vw" width="{}" '
            'height="{}" alt="{}" loading="lazy" decoding="async"><figcaption><span class="credit">{}</span>'
            "</figcaption></figure>",
            photo.url, photo.srcset, photo.width, photo.height, attrs.get("alt") or photo.alt_text, photo.credit,
        )  # fmt: skip


def _leads_away(address):
    return host_of(address) not in {"", host_of(settings.SITE_URL)}
