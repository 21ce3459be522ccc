"""What every room's admin builds on: EditorialAdmin for what is published, PartInline for what belongs to it."""

from . import people, record, watched_words  # noqa: F401  (registers accounts, the record and the watched words)
from .base import EditorialAdmin, PartInline
