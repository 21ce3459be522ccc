"""Whether where each item stands, what it holds and its versions are what the record says. Only reads.

What Django writes cannot part them (see `standing` and `models.kept`); SQL by hand, a half restored backup or an import
past the site can.
"""

from .auditing import Disagreement, audit

__all__ = ["Disagreement", "audit"]
