from .answer import AnswerAdmin
from .case import CaseAdmin
from .contact_looks import ContactLookAdmin
from .desk import DeskAdmin
from .special_days import SpecialDayAdmin
