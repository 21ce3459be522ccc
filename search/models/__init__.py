from ..core.models import Grams, IndexEntry
from .fruitless_search import FruitlessSearch
from .promoted_result import PromotedResult, PromotedWord
