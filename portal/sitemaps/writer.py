"""Sitemaps as XML: the protocol 0.9 of sitemaps.org, and what Google News adds to it."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from syndication.xml_text import writable
from web.addresses import public_address

PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
MOST_ADDRESSES = 50_000  # in one file, by the protocol; ours are smaller


def sitemap_index(paths):
    """Return the response that names the sitemaps at `paths`.

    None has a `lastmod`. The true one of a month is the latest change of all its items, which no index of the
    database holds. A false one would keep crawlers from what was corrected.
    """
    return _written("sitemapindex", {"xmlns": PROTOCOL}, (("sitemap", path, None, None) for path in paths))


def url_set(addresses):
    """Return the response that lists `addresses`: pairs of a page's path and its last change, a moment or None."""
    return _written("urlset", {"xmlns": PROTOCOL}, (("url", path, changed, None) for path, changed in addresses))


def news_set(stories):
    """Return the response that lists the `stories` (each a PublicItem) with its name, time and paper."""
    names = {"xmlns": PROTOCOL, "xmlns:news": NEWS}
    return _written("urlset", names, (("url", story.path, None, story) for story in stories))


def _written(root, names, entries):
    response = HttpResponse(content_type="application/xml; charset=utf-8")
    xml = SimplerXMLGenerator(response, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement(root, names)
    for element, path, changed, story in entries:
        xml.startElement(element, {})
        xml.addQuickElement("loc", public_address(path))
        if changed:
            xml.addQuickElement("lastmod", _moment(changed))
        if story:
            _add_news(xml, story)
        xml.endElement(element)
    xml.endElement(root)
    xml.endDocument()
    return response


def _add_news(xml, story):
    xml.startElement("news:news", {})
    xml.startElement("news:publication", {})
    xml.addQuickElement("news:name", writable(settings.NEWSPAPER["name"]))
    xml.addQuickElement("news:language", "zh-cn")  # as Google wants simplified Chinese
    xml.endElement("news:publication")
    xml.addQuickElement("news:publication_date", _moment(story.published))
    xml.addQuickElement("news:title", writable(story.headline))
    xml.endElement("news:news")


def _moment(moment):
    """Return `moment` in the city's time as W3C writes it, to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
