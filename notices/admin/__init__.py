from .kind import KindAdmin
from .notice import NoticeAdmin

__all__ = ["KindAdmin", "NoticeAdmin"]
