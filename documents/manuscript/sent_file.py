"""Reads an uploaded manuscript. This is the only way by which a Word file becomes a text of the site."""

from typing import BinaryIO

from ..screening.door import answer_of
from . import process
from .structure import Block, WordPicture, WordText


def read(upload: BinaryIO) -> WordText:
    """Return the WordText in `upload`, an open binary file, of which the name and the declared type are ignored.

    Raises ValidationError as `screening.door.screen` does.
    """
    head, data = answer_of(process.__name__, upload)
    pictures, at = [], 0
    for said in head["pictures"]:
        pictures.append(WordPicture(data[at : at + said["length"]], said["alt"]))
        at += said["length"]
    return WordText([Block(**block) for block in head["blocks"]], pictures, head["notes"])
