"""The entry point for application servers.

A server that is not Django's own `runserver` is production unless the environment says otherwise. So a
forgotten variable can never publish a debugging site.

gunicorn loads this once and copies it for every worker. So all that a page needs is imported here, and nothing may be
opened: no connection to the database, no thread.
"""

import gc
import os
from importlib import import_module

gc.disable()  # nothing that is loaded here is garbage, and looking for it takes as long as loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("DEBUG", "false")

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from operations.health.uncaught import tell_discreetly  # noqa: E402

tell_discreetly()
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # else the first reader of each worker waits for it

from django.db import connections  # noqa: E402

from operations.outages import kept_hotlines  # noqa: E402

kept_hotlines.keep()
connections.close_all()  # no server shall hand an open one on to the workers that it forks

gc.freeze()  # nor looked through by the workers, which share it
gc.enable()
