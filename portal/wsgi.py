"""The entry point for application servers (granian, gunicorn).

A server that is not Django's own `runserver` is production unless the environment says otherwise. So a
forgotten variable can never publish a debugging site.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("DEBUG", "false")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

from django.db import connections  # noqa: E402

from operations.outages import kept_hotlines  # noqa: E402

kept_hotlines.keep()
connections.close_all()  # no server shall hand an open one on to the workers that it forks
