from .kind import KindAdmin
from .notice import NoticeAdmin
