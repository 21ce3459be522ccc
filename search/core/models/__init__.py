from .grams import Grams
from .index_entry import Entry

__all__ = ["Entry", "Grams"]
