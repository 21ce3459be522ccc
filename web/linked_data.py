"""Addresses and data as machines outside are given them."""

from django.conf import settings


def filled(data):
    """Return `data` without what is empty."""
    return {name: value for name, value in data.items() if value}


def canonical(address):
    """Return `address` as an absolute one; storage on another host has absolute ones already."""
    return address if "://" in address else f"{settings.SITE_URL}{address}"
