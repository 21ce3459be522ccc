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
from .reviewed import Refused
from .version import Version
