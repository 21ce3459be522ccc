"""What every published thing shares: its way through the reviews, its versions, its record."""

from ..preflight.watched_word import WatchedWord
from .amending import amending
from .correction import Correction
from .entry import Entry, Noted
from .override import Override
from .presence import Presence
from .preview import PreviewLink
from .proposal import Proposal
from .publishable import Publishable
from .reviewed import LONGEST_COMMENT, Refused, Reviewed
from .version import Version

__all__ = [
    "LONGEST_COMMENT", "Correction", "Entry", "Noted", "Override", "PreviewLink", "Presence", "Proposal", "Publishable",
    "Refused", "Reviewed", "Version", "WatchedWord", "amending",
]  # fmt: skip
