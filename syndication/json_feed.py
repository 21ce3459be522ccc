"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json

from django.conf import settings
from django.http import HttpResponse

from web.addresses import public_address
from web.linked_data import filled

VERSION = "https://jsonfeed.org/version/1.1"
LANGUAGE = "zh-Hans"


def write(feed, address):
    data = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": public_address(feed.page),
        "feed_url": address,
        "description": feed.subtitle,
        "language": LANGUAGE,
        "authors": _people([settings.NEWSPAPER["name"]]),
        "items": [_item(entry) for entry in feed.entries],
    }
    # JSON is UTF-8 and has no charset to name (RFC 8259, section 11).
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type="application/feed+json")


def _item(entry):
    content = entry.content
    return filled(
        {
            "id": entry.unique_id,
            "url": entry.link,
            "title": entry.title,
            "content_html": content,
            "content_text": "" if content else entry.text or entry.title,  # one of the two is needed
            "summary": entry.text,
            "image": entry.picture and entry.picture.shown,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": _people(entry.authors),
            "tags": entry.categories,
            "attachments": [_attachment(entry.picture)] if entry.picture else [],
        }
    )


def _people(names):
    return [{"name": name} for name in names]


def _attachment(picture):
    return filled({"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.size})
