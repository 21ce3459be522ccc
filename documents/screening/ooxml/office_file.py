"""Makes a Screened document of the bytes of a DOCX or XLSX. Nothing in it runs, fetches, or says who made it."""

from ..pictures import without_metadata
from ..verdict import DocumentRefused, Findings, Screened, Text
from . import sheets, word
from .authors import without_names
from .contents import FORMATS, VML, check_all_is_known, check_nothing_runs, is_kept, is_xml
from .package import Package, check_links
from .xml_reader import read
from .zip_archive import pack

READERS = {"docx": word.readers, "xlsx": sheets.readers}


def examine(data):
    """Return the Screened document that the zip `data` holds. Raises DocumentRefused where it is refused."""
    package = Package.opened(data)
    main = package.types.get(package.main, "")
    check_nothing_runs(package)
    if main not in FORMATS:
        raise DocumentRefused("format")
    check_all_is_known(package)
    kind, text, findings = FORMATS[main], Text(), Findings()
    check_links(package.relationships, findings)
    package.keep_only(is_kept)
    reader_of = READERS[kind](package, text, findings)
    for name, part in _xml_parts(package).items():
        words = read(part, reader_of(name))
        for line in words.lines:
            text.add(line)
        if words.has_names:
            package.parts[name] = without_names(package.parts[name])
    for tie in package.relationships:
        if tie.is_external:
            text.add(tie.target)
    for name, kind_of_part in package.types.items():
        if kind_of_part.startswith("image/"):
            package.parts[name] = without_metadata(package.parts[name])
    return Screened(kind, pack(package.parts), str(text), findings.as_list())


def _xml_parts(package):
    """Return {name: bytes} of the parts that hold words.

    The line breaks of VML are those of HTML, which are not valid XML, so they are closed.
    """
    return {
        name: part.replace(b"<br>", b"<br/>") if package.types[name] == VML else part
        for name, part in package.parts.items()
        if is_xml(package.types.get(name, "")) and not name.endswith(".rels")
    }
