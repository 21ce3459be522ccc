from .document import DocumentAdmin
from .kind import KindAdmin
from .notice import NoticeAdmin

__all__ = ["DocumentAdmin", "KindAdmin", "NoticeAdmin"]
