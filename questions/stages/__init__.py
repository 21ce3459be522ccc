"""收集、交办、处理、跟踪: every step that a case can take, by stage. `Case` inherits from all stages."""

from .answering import Answering
from .assigning import Assigning
from .choosing import Choosing
from .collecting import Collecting
from .following import Following
from .joining import Joining
from .referring import Referring

__all__ = ["Answering", "Assigning", "Choosing", "Collecting", "Following", "Joining", "Referring"]
