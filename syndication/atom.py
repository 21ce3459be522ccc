"""Atom 1.0 (RFC 4287)."""

from django.utils.feedgenerator import Atom1Feed

from . import xml

LANGUAGE = "zh-Hans"


class _Atom(xml.Steady, Atom1Feed):
    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", author)
            handler.endElement("author")
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})
        if item["alert"]:
            link = {"rel": "alternate", "type": "application/cap+xml", "href": item["alert"]}
            handler.addQuickElement("link", "", link)


def write(feed, address):
    return xml.write(_Atom, feed, address, LANGUAGE)
