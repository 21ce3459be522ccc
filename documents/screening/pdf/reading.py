"""The text of a PDF's pages, and the pages that are pictures of text."""

import pypdfium2

from ..verdict import DocumentRefused


def read_pages(data, findings, text):
    """Add the text of each page. A page that shows something but has no text is noted, because no check can read it."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise DocumentRefused("broken") from None
    with pdf:
        for number in range(1, len(pdf) + 1):
            page = pdf[number - 1]
            textpage = page.get_textpage()
            words = textpage.get_text_bounded()
            text.add(words)
            if not words.strip() and next(page.get_objects(max_depth=1), None) is not None:
                findings.note("no-text", number)
            textpage.close()
            page.close()
