"""Addresses of things in a lower room whose page is here, because the page shows several rooms at once."""

from django.urls import reverse


def place_address(place):
    return reverse("place", args=[place.slug])


def authority_address(authority):
    return reverse("authority", args=[authority.slug])
