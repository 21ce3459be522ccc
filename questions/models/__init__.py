from .addition import Addition
from .answer import Answer, AnswerPhoto, AnswerUpdate
from .case import Case
from .contact import Contact, ContactLook
from .desk import Category, Desk
from .event import Event
from .picture import CasePicture
from .promise import Promise
from .referral import Referral
from .special_day import SpecialDay
from .tally import Tally
