"""Urgent notices as alerts in the Common Alerting Protocol 1.2 (OASIS, 2010), for programs that warn people.

`messages` works out which message is to be sent about a notice now. `alert` writes it as XML.
"""

from .alert import alert_xml
from .messages import MOST, Messages
