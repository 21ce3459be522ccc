"""Whether the settings are those of a site for readers: what Django and the rooms check before a deployment."""

from collections.abc import Iterator

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext as _

from .public_host import is_own_machine, public_hosts
from .trouble import Trouble, error, warning


def look() -> Iterator[Trouble]:
    if settings.DEBUG and (hosts := public_hosts()):
        yield error(
            _("DEBUG is on, and readers get here by %s: error pages show them the source and the settings.") % hosts[0],
            _("Set DEBUG='false' at once, and restart the server."),
        )
        return
    if is_own_machine():
        return
    for message in checks.run_checks(include_deployment_checks=True):
        if not message.is_silenced() and message.level >= checks.WARNING:
            level = error if message.is_serious() else warning
            yield level(f"{message.msg} ({message.id})", str(message.hint or _("See docs/operations.md.")))
