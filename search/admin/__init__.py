from .fruitless import FruitlessSearchAdmin
from .promoted import PromotedResultAdmin
