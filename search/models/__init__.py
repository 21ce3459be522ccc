from ..core.models import Entry, Grams
from .fruitless import FruitlessSearch
from .promoted import PromotedResult, PromotedWord

__all__ = ["Entry", "FruitlessSearch", "Grams", "PromotedResult", "PromotedWord"]
