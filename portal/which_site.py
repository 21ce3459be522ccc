"""For which site a management command is. One that may change data never guesses it (docs/operations.md, Commands)."""

import sys
from itertools import takewhile

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils.translation import gettext as _

# Either of these tells which site it is: DEBUG, with all that production.py demands, or the database itself.
TELLING = ("DEBUG", "DATABASE_URL")
# Commands that change no data of any site: they read or write the code, or serve a developer's own machine.
WITHOUT_DATA = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "makemigrations",
    "runserver",
    "test",
    "version",
}


def begins_a_site(arguments):
    """Whether the command in `arguments` only writes the environment of a site that has none yet."""
    return arguments[1:2] == ["newsroom"] and any(said.partition("=")[0] == "--write-env" for said in arguments)


def tell_or_refuse(arguments, variables):
    """Say on standard error for which site and database the command in `arguments` (as in sys.argv) is.

    Raises SystemExit with a sentence where the command may change data and `variables`, the environment, holds
    none of TELLING. A crontab line that lost its environment would otherwise work on an empty database of its
    own.
    """
    command = arguments[1] if len(arguments) > 1 else "help"
    if begins_a_site(arguments):
        return
    if command in WITHOUT_DATA or command.startswith("-") or {"--help", "-h"} & set(takewhile("--".__ne__, arguments)):
        return
    try:
        if not apps.ready:
            django.setup()
    except ImproperlyConfigured as fault:
        sys.exit(str(fault))
    if not any(variables.get(name) for name in TELLING):
        sys.exit(
            _(
                "%(command)s may change data, and nothing says of which site: nothing was done. Read in the site's "
                "environment (set -a; . /etc/jinlin.env), or set DEBUG=true on a machine of your own."
            )
            % {"command": command}
        )
    sys.stderr.write(f"{_site()}\n")


def _site():
    database = connection.settings_dict
    host = f"{database['HOST']}:{database['PORT']}".strip(":")
    name = f"{host}/{database['NAME']}" if host else database["NAME"]
    return _("Site %(site)s, database %(vendor)s %(name)s") % {
        "site": settings.SITE_URL,
        "vendor": connection.vendor,
        "name": name,
    }
