"""What every room's admin builds on: EditorialAdmin for what is published, PartInline for what belongs to it."""

from . import people  # noqa: F401  (registers accounts)
from .base import EditorialAdmin, PartInline

__all__ = ["EditorialAdmin", "PartInline"]
