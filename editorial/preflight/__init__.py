"""Pre-flight checks examine a text before people pass it. settings.PREFLIGHT_CHECKS names all of them."""

from .base import BLOCKS, WARNS, Check, CheckOfKind, Finding
from .kept_remarks import faults_of
from .manuscript import Manuscript
from .passage import Passage
from .report import Report, run

__all__ = [
    "BLOCKS", "WARNS", "Check", "CheckOfKind", "Finding", "Manuscript", "Passage", "Report", "faults_of", "run"
]  # fmt: skip
