"""Loads the pictures of the sample content, through the same intake as any other picture."""

from .intake import clean_picture
from .models import Photo


def load(rows, tables, folder):
    """Take in the `file` in `folder` of each of `tables`; its stem is the picture's name."""
    for table in tables:
        path = folder / table["file"]

        def take_in(photo, path=path):
            with path.open("rb") as upload:
                photo.take_in(clean_picture(upload))
            photo.save()

        rows.make(Photo, {key: table[key] for key in table if key != "file"}, path.stem, take_in)
