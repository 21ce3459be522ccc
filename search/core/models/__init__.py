from .grams import Grams
from .index_entry import IndexEntry

__all__ = ["IndexEntry", "Grams"]
