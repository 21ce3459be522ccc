"""Checks whether the state, the content and the versions of each item are what the record says. It only reads.

What Django writes cannot make them differ (see `standing` and `models.kept`). SQL by hand, a half restored backup or an
import past the site can.
"""

from .auditing import audit
