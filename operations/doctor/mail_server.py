"""Whether mail goes out: the mail server takes sender and recipients, and no letter is sent."""

from collections.abc import Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from .trouble import Trouble, error, warning


def look() -> Iterator[Trouble]:
    if not settings.ADMINS:
        yield warning(
            _("Nobody gets a letter when something breaks: ADMINS is empty."),
            _("Set ADMINS to the addresses of those who look after the site."),
        )
    connection = get_connection()
    if not isinstance(connection, EmailBackend):
        if settings.ADMINS:
            yield warning(_("Letters are not sent, only kept or printed."), _("Set EMAIL_URL to your mail server."))
        return
    try:
        refused = _refused(connection)
    except (OSError, SMTPException) as fault:
        words = _("The mail server %(host)s does not take us (%(fault)s).")
        yield error(
            words % {"host": settings.EMAIL_HOST, "fault": type(fault).__name__},
            _("See whether host, port, name and password in EMAIL_URL are right, and whether the way there is open."),
        )
        return
    if refused:
        yield error(
            _("The mail server refuses letters (%s).") % refused,
            _("See whether it lets SERVER_EMAIL send, and whether the addresses in ADMINS are right."),
        )


def _refused(connection: EmailBackend) -> str:
    """Return the status with which the server refuses sender or recipients, or nothing."""
    connection.timeout = connection.timeout or 5
    connection.open()
    smtp = connection.connection
    try:
        smtp.ehlo_or_helo_if_needed()
        answers = [smtp.mail(settings.SERVER_EMAIL)]
        answers += [smtp.rcpt(_address_of(admin)) for admin in settings.ADMINS]
        smtp.rset()
    finally:
        connection.close()
    return ", ".join(str(status) for status, _words in answers if status >= 300)


def _address_of(admin: tuple[str, str] | str) -> str:
    return admin if isinstance(admin, str) else admin[1]
