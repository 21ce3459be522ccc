"""Pre-flight checks examine a text before people pass it. settings.PREFLIGHT_CHECKS names all of them."""

from .base import BLOCKS, WARNS, Check, CheckOfKind, Finding
from .manuscript import Manuscript
from .passage import Passage
from .report import faults_of, run
