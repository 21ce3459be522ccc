"""The site's WSGI application on a machine whose clock runs AHEAD seconds ahead, for soak/outages.py."""

import os
from datetime import UTC, datetime, timedelta

import time_machine

time_machine.travel(datetime.now(UTC) + timedelta(seconds=int(os.environ["AHEAD"]))).start()

from portal.wsgi import application  # noqa: E402, F401
