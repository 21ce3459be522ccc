"""Manuscripts made on the spot, as Word, WPS and LibreOffice write them."""

import io

from PIL import Image

from .files import DOCX, HEAD, WORD, docx, relationship

DRAWING = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="图片 1" descr="{alt}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:blipFill><a:blip r:embed="rId{number}"/>{crop}</pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)
NUMBERED = "".join(
    f'<w:abstractNum w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/></w:lvl></w:abstractNum>'
    for key, kind in ((1, "bullet"), (2, "decimal"))
) + "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in (1, 2))
POINT, STEP = (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr>' for key in (1, 2))


def jpeg(colour=(120, 90, 60), size=(64, 48)):
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    return data.getvalue()


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def line(text, properties="", letters=""):
    """A paragraph with these properties, of one run with the properties `letters`; `text` may be runs."""
    runs = text if text.startswith("<") else run(text, letters)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def styled(text, style):
    return line(text, f'<w:pStyle w:val="{style}"/>')


def bold(text, properties=""):
    return line(text, properties, "<w:b/>")


def picture(number, alt="", crop=""):
    """A paragraph with the picture that has this number, the first being 0."""
    return f"<w:p><w:r>{DRAWING.format(alt=alt, number=100 + number, crop=crop)}</w:r></w:p>"


def style(key, name="", inner="", kind="paragraph", more=""):
    return f'<w:style w:type="{kind}" w:styleId="{key}"{more}><w:name w:val="{name or key}"/>{inner}</w:style>'


def part(kind, root, inner):
    """Return (relationship, {name: XML}, {name: type}) of one more part."""
    name = f"{kind}1.xml"
    xml = f'{HEAD}<w:{root} xmlns:w="{WORD}">{inner}</w:{root}>'
    return relationship(kind, name, name), {f"word/{name}": xml}, {f"/word/{name}": f"{DOCX}{kind}+xml"}


def manuscript(*paragraphs, styles="", pictures=(), beside=()):
    """Return a DOCX of `paragraphs`, with `styles` (XML), `pictures` (bytes) and the parts `beside`."""
    parts, types, rows = {}, {}, []
    for row, more, kinds in [part("styles", "styles", styles), part("numbering", "numbering", NUMBERED), *beside]:
        rows.append(row)
        parts |= more
        types |= kinds
    for number, data in enumerate(pictures):
        rows.append(relationship("image", f"media/{number}.jpeg", 100 + number))
        parts[f"word/media/{number}.jpeg"] = data
    return docx("".join(paragraphs), rows=rows, parts=parts, types=types)
