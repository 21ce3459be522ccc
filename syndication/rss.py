"""RSS 2.0, with the whole text (content:encoded), authors (dc:creator) and the last correction (atom:updated)."""

from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date

from . import xml

LANGUAGE = "zh-cn"  # RSS names the languages that it knows, and zh-Hans is none of them
NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


class _Rss(xml.Steady, Rss201rev2Feed):
    def rss_attributes(self):
        return super().rss_attributes() | NAMESPACES

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])


def write(feed, address):
    return xml.write(_Rss, feed, address, LANGUAGE)
