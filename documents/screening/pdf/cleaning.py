"""Takes out of a PDF who made it with what, and what an earlier state of it left behind."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from ..pictures import without_metadata
from ..verdict import DocumentRefused

MOST_PAGES = 300
MOST_OBJECTS = 100_000
METADATA = ("/Metadata", "/PieceInfo", "/Thumb", "/LastModified")
SIGNATURES = ("/Perms", "/DSS", "/Legal")


def cleaned(data, findings):
    """Return the PDF `data` written anew. Only what its pages lead to is in it.

    A PDF that restricts what may be done with it is refused, even if it opens without a password. The authority
    may remove the restriction, not the newspaper.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise DocumentRefused("locked") from None
    with pdf:
        if pdf.is_encrypted:
            raise DocumentRefused("locked")
        if len(pdf.objects) > MOST_OBJECTS:
            raise DocumentRefused("too-much-work")
        if len(pdf.pages) > MOST_PAGES:
            raise DocumentRefused("pages", count=len(pdf.pages), limit=MOST_PAGES)
        if not pdf.pages:
            raise DocumentRefused("broken")
        _take(pdf.trailer, "/Info")
        _clean_root(pdf.Root)
        for thing in pdf.objects:
            if isinstance(thing, (Dictionary, Stream)):
                _clean(thing, findings)
        for page in pdf.pages:
            _forget_authors(page)
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _take(thing, *keys):
    for key in keys:
        if key in thing:
            del thing[key]


def _clean_root(root):
    # The page at which a reader begins is no action. `inspecting` finds anything else that happens on opening.
    opening = root.get("/OpenAction")
    if isinstance(opening, Array) or (isinstance(opening, Dictionary) and opening.get("/S") == Name.GoTo):
        del root["/OpenAction"]
    _take(root, *SIGNATURES)


def _clean(thing, findings):
    _take(thing, *METADATA)
    # The certificate of a signature names a person, and it does not fit a file that was written anew.
    if thing.get("/FT") == Name.Sig and "/V" in thing:
        del thing["/V"]
        findings.note("signature")
    if isinstance(thing, Stream) and _is_jpeg(thing.get("/Filter")):
        parameters = thing.get("/DecodeParms")
        thing.write(without_metadata(thing.read_raw_bytes()), filter=Name.DCTDecode, decode_parms=parameters)


def _is_jpeg(filters):
    return filters == Name.DCTDecode or (isinstance(filters, Array) and list(filters) == [Name.DCTDecode])


def _forget_authors(page):
    for remark in page.get("/Annots", ()):
        if isinstance(remark, Dictionary) and remark.get("/Subtype") != Name.Widget:
            _take(remark, "/T")  # in a form field it is the field's name, in a remark the author's
