"""XML of strangers. It is read as a stream without DTD and entities, and changed without touching its prefixes."""

from functools import lru_cache

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from lxml import etree

from ..verdict import DocumentRefused

DEEPEST = 200  # elements within one another


class Reader:
    """Gets every start, text and end in a part. Names come without their namespace.

    `self.path` holds the names of the elements that are open.
    """

    def __init__(self):
        self.path = []

    def start(self, tag, attributes):
        self.path.append(local(tag))
        if len(self.path) > DEEPEST:
            raise DocumentRefused("broken")
        self.opened(self.path[-1], {local(name): value for name, value in attributes.items()})

    def end(self, tag):
        self.closed(self.path[-1])
        self.path.pop()

    def data(self, text):
        pass

    def opened(self, name, attributes):
        pass

    def closed(self, name):
        pass

    def close(self):
        return self


@lru_cache(maxsize=4096)
def local(name):
    return name.rpartition("}")[2]


def read(part, reader):
    """Let `reader` read the XML in the bytes `part`, and return it."""
    parser = DefusedXMLParser(target=reader, forbid_dtd=True)
    try:
        parser.feed(part)
        parser.close()
    except DefusedXmlException:
        raise DocumentRefused("dtd") from None
    except (ParseError, ValueError, LookupError):
        raise DocumentRefused("broken") from None
    return reader


class _Found(Reader):
    def __init__(self, names):
        super().__init__()
        self.names, self.elements = names, []

    def opened(self, name, attributes):
        if name in self.names:
            self.elements.append((name, attributes))


def elements(part, *names):
    """Return [(name, attributes)] of the elements called so in the XML of the bytes `part`."""
    return read(part, _Found(names)).elements


def tree_of(part):
    """Return the root of a part that `read` has accepted, for changing it. lxml keeps prefixes, which Office needs."""
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        raise DocumentRefused("broken") from None


def written(root):
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
