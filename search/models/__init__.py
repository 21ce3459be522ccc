from .entry import Entry
from .fruitless import FruitlessSearch
from .grams import Grams
from .promoted import PromotedResult, PromotedWord

__all__ = ["Entry", "FruitlessSearch", "Grams", "PromotedResult", "PromotedWord"]
