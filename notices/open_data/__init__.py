"""Everything public about every notice but its text: as a table for people and as JSON for programs."""

from .fields import FIELDS, LISTS, code
from .files import as_json, as_table
from .rows import public_notices
