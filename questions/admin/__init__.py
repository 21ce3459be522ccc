from .answer import AnswerAdmin
from .special_days import SpecialDayAdmin

__all__ = ["AnswerAdmin", "SpecialDayAdmin"]
