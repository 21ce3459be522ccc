from .attachment import Attachment
from .fact import Fact
from .kind import Kind
from .notice import Notice
from .series import Series
from .sheet import Sheet
