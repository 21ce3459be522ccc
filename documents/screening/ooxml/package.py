"""The parts of a document and what ties them together: [Content_Types].xml and the relationships."""

import posixpath
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from ..links import check_link
from ..verdict import DocumentRefused
from .xml_reader import elements, local, tree_of, written
from .zip_archive import TYPES, unpack

OFFICE = "officedocument"


class Relationship(NamedTuple):
    source: str  # the name of a part; empty for the package
    id: str
    kind: str  # the last word of its type: hyperlink, image, comments
    target: str  # the name of a part, or an address
    is_external: bool


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
            types = _types(parts)
            ties = [tie for name in parts if name.endswith(".rels") for tie in _relationships(name, parts[name])]
        except KeyError:  # an attribute that cannot be left out
            raise DocumentRefused("broken") from None
        return cls(parts, types, ties)

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
        self._drop(TYPES, "{*}Override", lambda element: element.get("PartName", "").lower() in names)

    def _untie(self, source, ids):
        self._drop(_relationships_of(source), "{*}Relationship", lambda element: element.get("Id") in ids)
        if source:
            self._forget_ids(source, ids)

    def _drop(self, name, tag, is_gone):
        root = tree_of(self.parts[name])
        for element in filter(is_gone, list(root.iterchildren(tag))):
            root.remove(element)
        self.parts[name] = written(root)

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


def _types(parts):
    """Return {name: content type in small letters} of the `parts`: a type of its own, or that of its ending."""
    told = elements(parts[TYPES], "Default", "Override")
    own = {found["PartName"].lower(): found["ContentType"] for name, found in told if name == "Override"}
    of_ending = {found["Extension"].lower(): found["ContentType"] for name, found in told if name == "Default"}
    return {
        name: (own.get(f"/{name}".lower()) or of_ending.get(name.rpartition(".")[2].lower(), "")).lower()
        for name in parts
        if name != TYPES
    }


def _relationships(name, part):
    """Yield each Relationship in `part`, the part called `name`."""
    folder, _slash, file = name.rpartition("_rels/")
    for _name, found in elements(part, "Relationship"):
        target, is_external = found["Target"], found.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target.partition("#")[0])))[1:]
        kind = found["Type"].rpartition("/")[2]
        yield Relationship(folder + file.removesuffix(".rels"), found["Id"], kind, target, is_external)


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
