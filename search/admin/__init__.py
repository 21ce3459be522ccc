from .fruitless import FruitlessSearchAdmin
from .promoted import PromotedResultAdmin

__all__ = ["FruitlessSearchAdmin", "PromotedResultAdmin"]
