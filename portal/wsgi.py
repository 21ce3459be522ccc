"""The entry point for application servers (granian, gunicorn).

A server that is not Django's own `runserver` is production unless the environment says otherwise. So a
forgotten variable can never publish a debugging site.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("DEBUG", "false")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
