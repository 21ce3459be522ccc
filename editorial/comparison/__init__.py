"""What differs between two versions of an item, in the words that an editor reads."""

from .change import ADDED, REMOVED, SAME, BlockKind, Change, ComparedBlock, Piece
from .comparing import compare, summary

__all__ = ["ADDED", "REMOVED", "SAME", "ComparedBlock", "Change", "BlockKind", "Piece", "compare", "summary"]
