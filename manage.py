#!/usr/bin/env python
"""Django's command-line utility for administrative tasks."""

import os
import sys
import tempfile


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if os.environ.get("DATABASE_URL"):  # whoever names a database means a site, and no machine of their own
        os.environ["DEBUG"] = os.environ.get("DEBUG") or "false"
    from django.core.management import execute_from_command_line

    from operations.health.uncaught import tell_discreetly
    from portal.which_site import begins_a_site, tell_or_refuse  # Django has to be there

    if begins_a_site(sys.argv):
        # With DEBUG off the settings refuse a site that is half said, and they make the folder of its files.
        os.environ |= {"DEBUG": "true", "VAR_DIR": tempfile.gettempdir()}
        os.environ.pop("DATABASE_URL", None)
    tell_discreetly()
    tell_or_refuse(sys.argv, os.environ)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
