"""Loads the places, authorities and hotlines of the sample content."""

from .models import Authority, Hotline, Place


def load(places, authorities):
    """Make a Place for each of `places`, and an Authority with its hotlines for each of `authorities`.

    Among `places` parents come before their children.
    """
    for row in places:
        Place.objects.create(
            slug=row["slug"],
            name=row["name"],
            kind=Place.Kind[row["kind"].upper()],
            parent=Place.objects.get(slug=row["parent"]) if row.get("parent") else None,
        )
    for row in authorities:
        authority = Authority.objects.create(
            slug=row["slug"],
            name=row["name"],
            short_name=row.get("short_name", ""),
            kind=row["kind"],
            address=row.get("address", ""),
            place=Place.objects.get(slug=row["place"]) if row.get("place") else None,
        )
        for order, hotline in enumerate(row.get("hotlines", [])):
            Hotline.objects.create(authority=authority, order=order, **hotline)
