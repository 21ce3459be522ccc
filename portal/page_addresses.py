"""Addresses of what lies in a lower room and has its page here, because the page shows several rooms at once."""

from django.urls import reverse


def place_address(place):
    return reverse("place", args=[place.slug])


def authority_address(authority):
    return reverse("authority", args=[authority.slug])
