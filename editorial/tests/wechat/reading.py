"""Reads a piece as WeChat's editor may, and knows nothing of how it was made."""

import re
from base64 import b64decode
from html.parser import HTMLParser

from editorial.wechat import accepted

DATA = re.compile(r"data:image/(jpeg|png);base64,(.+)")
BAD_VALUE = re.compile(r"(?:^|\s)-\d|var\(|url\(|expression|!important", re.IGNORECASE)


class Reading(HTMLParser):
    """`faults` are what WeChat would refuse or take away, `pictures` the files within, `links` where links lead."""

    def __init__(self, html):
        super().__init__()
        self.faults, self.pictures, self.links, self.texts = [], [], [], []
        self.feed(html)
        self.close()

    @property
    def text(self):
        return "".join(self.texts)

    def handle_data(self, data):
        self.texts.append(data)

    def handle_starttag(self, tag, attrs):
        if tag not in accepted.TAGS:
            self.faults.append(tag)
        for name, value in attrs:
            if name not in accepted.ATTRIBUTES["*"] | accepted.ATTRIBUTES.get(tag, set()):
                self.faults.append((tag, name))
            elif name == "style":
                self._style(value)
            elif name == "href":
                self.links.append(value)
            elif name == "src":
                self._picture(value)

    def _style(self, value):
        for declaration in filter(None, value.split(";")):
            name, _colon, said = declaration.partition(":")
            if name.strip() not in accepted.PROPERTIES or BAD_VALUE.search(said):
                self.faults.append(declaration)

    def _picture(self, address):
        if met := DATA.fullmatch(address):
            self.pictures.append(b64decode(met[2]))
        else:
            self.faults.append(address)
