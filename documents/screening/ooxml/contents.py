"""What a package may hold. A part of an unknown kind is refused."""

from ..verdict import DocumentRefused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
FORMATS = {DOCX: "docx", XLSX: "xlsx"}
# {code of the refusal: words that a content type or the kind of a relationship may hold}. The first match counts.
FORBIDDEN = {
    "macros": ("macroenabled", "vbaproject", "vbadata", "macrosheet", "dialogsheet", "attachedtoolbars"),
    "activex": ("activex", "webextension", "taskpane", "/control"),
    "embedded": ("oleobject", ".package", "/package", "afchunk", "subdocument", "/embeddings/"),
    "external-data": ("externallink", "connections+xml", "/connections", "querytable", "volatiledependencies"),
}
XML_FAMILIES = (
    "openxmlformats-officedocument.",
    "openxmlformats-package.",
    "ms-word.",
    "ms-excel.",
    "ms-office.",
    "wps",
)
PLAIN_XML = {"application/xml", "text/xml", "application/inkml+xml", "image/svg+xml"}
VML = "application/vnd.openxmlformats-officedocument.vmldrawing"
FONTS = {"application/vnd.openxmlformats-officedocument.obfuscatedfont", "application/x-fontdata"}
# Kinds of relationships that lead to parts which no reader needs: who made the file, with which printer, and what
# was in it before.
DROPPED = {
    "core-properties", "extended-properties", "custom-properties", "thumbnail", "customxml", "customxmlprops",
    "printersettings", "people", "revisionheaders", "revisionlog", "usernames", "origin", "signature",
    "glossarydocument", "extensibility", "customproperty", "keymapcustomizations",
    "classificationlabels",
}  # fmt: skip


def check_nothing_runs(package):
    """Refuse a package with anything that can run, that holds another file, or that reads a file elsewhere."""
    told = [(name, f"{kind} {name.lower()}") for name, kind in package.types.items()]
    told += [(tie.target, f"/{tie.kind.lower()} ") for tie in package.relationships]
    for code, words in FORBIDDEN.items():
        for name, signs in told:
            if any(word in signs for word in words):
                raise DocumentRefused(code, name=name)


def check_all_is_known(package):
    for name, kind in package.types.items():
        if not (is_xml(kind) or kind.startswith("image/") or kind in FONTS or "printersettings" in kind):
            raise DocumentRefused("unknown-part", name=name)


def is_xml(kind):
    if kind in PLAIN_XML or kind == VML:
        return True
    family = kind.removeprefix("application/vnd.")
    return kind.endswith("+xml") and family != kind and family.startswith(XML_FAMILIES)


def is_kept(tie):
    return tie.kind.lower() not in DROPPED
