"""Loads the pictures of the sample content, through the same intake as any other picture."""

from datetime import timedelta

from directory.models import Place

from .intake import clean_picture
from .models import Photo


def load(rows, folder, today):
    """Take in `folder`/<file>.jpg for each of `rows` and return {file stem: Photo}."""
    photos = {}
    for row in rows:
        photo = Photo(
            title=row["title"],
            alt_text=row["alt_text"],
            credit_kind=row["credit_kind"],
            credit_name=row.get("credit_name", ""),
            taken_on=today - timedelta(days=row.get("days_ago", 0)),
            place=Place.objects.filter(slug=row.get("place")).first(),
        )
        stem = row["file"].removesuffix(".jpg")
        with open(folder / f"{stem}.jpg", "rb") as upload:
            photo.take_in(clean_picture(upload))
        photo.save()
        photos[stem] = photo
    return photos
