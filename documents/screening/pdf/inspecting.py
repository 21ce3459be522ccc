"""Looks at every object of a PDF, whatever leads to it: what acts by itself, holds other files, or hides something."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from ..links import note_link
from ..verdict import DocumentRefused

# The actions of ISO 32000 that do more than lead to a page or to the web.
FORBIDDEN_ACTIONS = {
    "/JavaScript": "script", "/Launch": "script", "/ImportData": "script", "/SubmitForm": "script", "/GoToR": "script",
    "/GoToE": "script", "/Rendition": "media", "/Movie": "media", "/Sound": "media", "/RichMediaExecute": "media",
}  # fmt: skip
FORBIDDEN_KEYS = {
    "/JS": "script", "/JavaScript": "script", "/OpenAction": "script", "/XFA": "xfa", "/EF": "embedded-pdf",
    "/Collection": "embedded-pdf", "/RichMediaContent": "media",
}  # fmt: skip
SCHEMES = ("http://", "https://", "mailto:", "tel:")
FORBIDDEN_ANNOTATIONS = {
    "/FileAttachment": "embedded-pdf", "/Movie": "media", "/Sound": "media", "/Screen": "media", "/3D": "media",
    "/RichMedia": "media",
}  # fmt: skip
# Parts of a form, links, and the bubbles of remarks that are counted already.
SILENT_ANNOTATIONS = {"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet", "/Watermark"}
# Keys of words outside the pages' text: remarks, what was filled in, bookmarks, links, descriptions of pictures.
SAYING = ("/Contents", "/RC", "/V", "/DV", "/TU", "/Title", "/URI", "/Alt", "/ActualText", "/Subj")
DEEPEST = 40


def inspect(data, findings, text):
    """Look through the PDF `data`: note what is to be confirmed, and add the words that are outside its pages' text.

    Raises DocumentRefused for what may not be in it.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            _look_at(thing, text, findings)
        for number, page in enumerate(pdf.pages, 1):
            _count_remarks(page, number, findings)
        layers = pdf.Root.get("/OCProperties")
        if isinstance(layers, Dictionary) and _hides(layers.get("/D")):
            findings.note("hidden-layers")


def _look_at(thing, text, findings, depth=0, key=""):
    """Look at an object and at all that is inside it. Objects that it only refers to are looked at by themselves."""
    if depth > DEEPEST:
        raise DocumentRefused("broken")
    if isinstance(thing, pikepdf.String):
        if key in SAYING:
            text.add(thing)
    elif isinstance(thing, Array):
        for inner in thing:
            _go_into(inner, text, findings, depth, key)
    elif isinstance(thing, (Dictionary, Stream)):
        _check(thing, findings)
        for name, inner in thing.items():
            _go_into(inner, text, findings, depth, name)


def _go_into(inner, text, findings, depth, key):
    if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
        _look_at(inner, text, findings, depth + 1, key)


def _check(thing, findings):
    for key in thing.keys():  # noqa: SIM118  (a stream is no mapping)
        if key in FORBIDDEN_KEYS:
            raise DocumentRefused(FORBIDDEN_KEYS[key])
    if (action := str(thing.get("/S", ""))) in FORBIDDEN_ACTIONS:
        raise DocumentRefused(FORBIDDEN_ACTIONS[action])
    if "/Rect" in thing and (kind := str(thing.get("/Subtype", ""))) in FORBIDDEN_ANNOTATIONS:
        raise DocumentRefused(FORBIDDEN_ANNOTATIONS[kind])
    address = str(thing.get("/URI", "")).strip()
    if ":" in address and not address.lower().startswith(SCHEMES):
        raise DocumentRefused("link", target=address)
    note_link(address, findings)


def _count_remarks(page, number, findings):
    annotations = page.get("/Annots")
    if isinstance(annotations, Array):
        kinds = [str(one.get("/Subtype", "")) for one in annotations if isinstance(one, Dictionary)]
        findings.note("annotations", number, sum(kind not in SILENT_ANNOTATIONS for kind in kinds))


def _hides(configuration):
    if not isinstance(configuration, Dictionary):
        return False
    off = configuration.get("/OFF")
    return configuration.get("/BaseState") == Name.OFF or (isinstance(off, Array) and len(off) > 0)
