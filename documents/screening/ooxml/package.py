"""The parts of a document and what ties them together: [Content_Types].xml and the relationships."""

import posixpath
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from ..links import check_link
from ..verdict import DocumentRefused
from .xml_reader import Reader, local, read, tree_of, written
from .zip_archive import TYPES, unpack

OFFICE = "officedocument"


class Relationship(NamedTuple):
    source: str  # the name of a part; empty for the package
    id: str
    kind: str  # the last word of its type: hyperlink, image, comments
    target: str  # the name of a part, or an address
    is_external: bool


class _Types(Reader):
    def __init__(self):
        super().__init__()
        self.defaults, self.overrides = {}, {}

    def opened(self, name, attributes):
        if name == "Default":
            self.defaults[attributes["Extension"].lower()] = attributes["ContentType"]
        elif name == "Override":
            self.overrides[attributes["PartName"].lower()] = attributes["ContentType"]


class _Relationships(Reader):
    def __init__(self, name):
        super().__init__()
        folder, _slash, file = name.rpartition("_rels/")
        self.source, self.found = folder + file.removesuffix(".rels"), []
        self.folder = folder

    def opened(self, name, attributes):
        if name == "Relationship":
            target, is_external = attributes["Target"], attributes.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", self.folder, unquote(target.partition("#")[0])))[1:]
            kind = attributes["Type"].rpartition("/")[2]
            self.found.append(Relationship(self.source, attributes["Id"], kind, target, is_external))


@dataclass
class Package:
    """All parts by name, with their content types in small letters, and every relationship."""

    parts: dict
    types: dict
    relationships: list

    @classmethod
    def opened(cls, data):
        parts = unpack(data)
        if TYPES not in parts:
            raise DocumentRefused("format")
        try:
            types = read(parts[TYPES], _Types())
            ties = [read(parts[name], _Relationships(name)).found for name in parts if name.endswith(".rels")]
        except KeyError:  # an attribute that cannot be left out
            raise DocumentRefused("broken") from None
        by_name = {name: _type_of(name, types) for name in parts if name != TYPES}
        return cls(parts, by_name, [tie for found in ties for tie in found])

    @property
    def main(self):
        """The name of the part that is the document itself."""
        for tie in self.relationships:
            if not tie.source and tie.kind.lower() == OFFICE and tie.target in self.parts:
                return tie.target
        raise DocumentRefused("format")

    def of(self, source):
        return [tie for tie in self.relationships if tie.source == source]

    def keep_only(self, is_kept):
        """Take out every part that cannot be reached by relationships for which `is_kept` is true.

        Whatever points to a removed part is taken out too.
        """
        reached, waiting = {""}, [""]
        while waiting:
            for tie in self.of(waiting.pop()):
                if is_kept(tie) and not tie.is_external and tie.target in self.parts and tie.target not in reached:
                    reached.add(tie.target)
                    waiting.append(tie.target)
        kept = {TYPES, *reached, *map(_relationships_of, reached)}
        gone = {name for name in self.parts if name not in kept}
        self.parts = {name: part for name, part in self.parts.items() if name in kept}
        self.types = {name: kind for name, kind in self.types.items() if name in kept}
        self._untype({f"/{name}".lower() for name in gone})
        loose = [tie for tie in self.relationships if tie.source in reached and not tie.is_external]
        loose = [tie for tie in loose if tie.target not in reached]
        for source in {tie.source for tie in loose}:
            self._untie(source, {tie.id for tie in loose if tie.source == source})
        self.relationships = [tie for tie in self.relationships if tie.source in reached and tie not in loose]

    def _untype(self, names):
        root = tree_of(self.parts[TYPES])
        for element in list(root.iterchildren("{*}Override")):
            if element.get("PartName", "").lower() in names:
                root.remove(element)
        self.parts[TYPES] = written(root)

    def _untie(self, source, ids):
        name = _relationships_of(source)
        root = tree_of(self.parts[name])
        for element in list(root.iterchildren("{*}Relationship")):
            if element.get("Id") in ids:
                root.remove(element)
        self.parts[name] = written(root)
        if source:
            self._forget_ids(source, ids)

    def _forget_ids(self, source, ids):
        """Take the removed `ids` out of the page set-ups of a sheet.

        They name a printer's settings, and a page set-up is valid without them.
        """
        root = tree_of(self.parts[source])
        attributes = [(element, key) for element in root.iter("{*}pageSetup") for key in element.attrib]
        found = [(element, key) for element, key in attributes if local(key) == "id" and element.get(key) in ids]
        for element, key in found:
            del element.attrib[key]
        if found:
            self.parts[source] = written(root)


def _relationships_of(name):
    folder, _slash, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _type_of(name, types):
    known = types.overrides.get(f"/{name}".lower()) or types.defaults.get(name.rpartition(".")[2].lower())
    return (known or "").lower()


def check_links(relationships, findings):
    """Refuse relationships that fetch something from elsewhere when the document is opened.

    A link that a reader clicks may lead to the web; its host is noted in `findings`.
    """
    for tie in relationships:
        kind = tie.kind.lower()
        if kind == "attachedtemplate":
            raise DocumentRefused("template", target=tie.target)
        if kind.startswith("externallink"):
            raise DocumentRefused("external-data", name=tie.target)
        if tie.is_external and kind != "hyperlink":
            raise DocumentRefused("remote", target=tie.target)
        if tie.is_external:
            check_link(tie.target, findings)
