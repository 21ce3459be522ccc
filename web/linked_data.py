"""Addresses and data in the form that programs of others are given."""

from django.conf import settings


def filled(data):
    """Return the dict `data` without its empty values."""
    return {name: value for name, value in data.items() if value}


def canonical(address):
    """Return `address` as an absolute one.

    An address from a storage on another host is absolute already, and is returned as it is.
    """
    return address if "://" in address else f"{settings.SITE_URL}{address}"
