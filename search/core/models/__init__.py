from .grams import Grams
from .index_entry import IndexEntry
