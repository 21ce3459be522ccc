from .attachment import Attachment
from .document import Document
from .fact import Fact
from .kind import Kind
from .notice import Notice
from .series import Series
from .sheet import Sheet

__all__ = ["Attachment", "Document", "Fact", "Kind", "Notice", "Series", "Sheet"]
