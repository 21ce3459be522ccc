"""PDF: written anew with nothing but what its pages need, then examined and read as it will be served."""

from ..verdict import Findings, Screened, Text
from .cleaning import cleaned
from .inspecting import inspect
from .reading import read_pages


def examine(data: bytes) -> Screened:
    """Return the Screened document that the PDF `data` holds. Raises DocumentRefused where it is refused."""
    findings, text = Findings(), Text()
    clean = cleaned(data, findings)
    inspect(clean, findings, text)
    read_pages(clean, findings, text)
    return Screened("pdf", clean, str(text), findings.as_list())
