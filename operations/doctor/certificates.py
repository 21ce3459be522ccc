"""Whether browsers trust the certificate, and will in two weeks."""

import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from .from_outside import connect
from .trouble import Trouble, error, warning

SOON = 14  # days


def look() -> Iterator[Trouble]:
    if urlsplit(settings.SITE_URL).scheme != "https":
        return
    connection = connect(settings.SITE_URL, ssl.create_default_context())
    try:
        connection.connect()
        ends = ssl.cert_time_to_seconds(connection.sock.getpeercert()["notAfter"])  # type: ignore[union-attr]
    except ssl.SSLCertVerificationError as fault:
        yield error(
            _("Browsers do not trust the certificate: %s.") % fault.verify_message,
            _("Have it renewed, with its whole chain, for the host of SITE_URL; reload the proxy."),
        )
        return
    except OSError:
        return  # that nobody answers is said elsewhere
    finally:
        connection.close()
    days = int((ends - timezone.now().timestamp()) // 86_400)
    if days < SOON:
        yield warning(
            _("The certificate ends in %d days.") % days,
            _("Have it renewed, reload the proxy, and see why that did not happen by itself."),
        )
