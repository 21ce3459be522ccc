"""What differs between two versions of an item, in the words that an editor reads."""

from .comparing import compare, summary
