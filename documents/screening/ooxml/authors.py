"""Takes out who wrote something: authors of comments and changes, and the path of a folder on somebody's computer."""

from lxml import etree

from .part_text import NAMES
from .xml_reader import local, tree_of, written

OF_A_PERSON = {"displayName", "userId"}


def without_names(part):
    """Return the XML in the bytes `part` with the names of its authors left empty."""
    root = tree_of(part)
    for element in list(root.iter(etree.Element)):
        name = local(element.tag)
        for key in element.attrib:
            if local(key) in NAMES or (name == "person" and local(key) in OF_A_PERSON):
                element.set(key, "")
        if name == "author":
            element.text = ""
        elif name == "absPath":
            _remove(element)
    return written(root)


def _remove(element):
    """Remove `element`. If it is in an AlternateContent, remove that too, because it must not be empty."""
    choice = next(element.iterancestors("{*}AlternateContent"), element)
    if choice.getparent() is not None:
        choice.getparent().remove(choice)
