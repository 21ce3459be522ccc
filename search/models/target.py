"""The pages of this site to which the newsroom may lead readers: those of which it is known when they are gone."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.preflight.reachable import ELDER_EDITION, is_reachable
from transactions.before_commit import catch_up
from web.templatetags.editions import is_mirrored

from ..core import moments
from ..core.models import IndexEntry


def page_at(typed):
    """Return (address, entry) for the address `typed`.

    `address` is its path in the standard edition, with its query and its fragment. `entry` is the IndexEntry of the
    thing on that page, or None for a page that is always there, such as the board or the hotlines. Raises
    ValidationError for an address that leads elsewhere, for a page that readers cannot open, and for one that could be
    withdrawn without the index knowing.
    """
    address, path = _within_site(typed)
    match = _match(path)
    if match is None or not is_mirrored(path):
        raise ValidationError(_("There is no page for readers at this address."))
    if entry := found_at(path):
        return address, entry
    if match.args or match.kwargs:
        raise ValidationError(_("Readers cannot find this page: it is not public, or nothing that search finds."))
    # The page at one of the CLOSED_DOORS itself, such as /search/, is open to all. Only what is below it needs a key.
    if address not in settings.CLOSED_DOORS and not is_reachable(address):
        raise ValidationError(_("Readers cannot open this page."))
    return address, None


def found_at(path):
    """Return the IndexEntry of the thing that readers can find now and read at `path`, or None."""
    catch_up()
    return IndexEntry.objects.filter(address=path, pk__lte=moments.last_number_of(timezone.now())).first()


def _within_site(typed):
    """Return the address `typed` and its path. Both have the slash at the end of the path that a redirect would add.

    Raises ValidationError for an address that is not of this site.
    """
    address = typed.strip()
    if address == settings.SITE_URL or address.startswith(f"{settings.SITE_URL}/"):
        address = address.removeprefix(settings.SITE_URL) or "/"
    # A browser reads a backslash as a slash, and an address that begins with two slashes as one of another site.
    is_here = address.startswith("/") and not address.startswith("//") and address.isprintable()
    if not is_here or "\\" in address or " " in address:
        raise ValidationError(_("Write the address of a page of this site, beginning with a slash: /notices/."))
    if address.startswith(ELDER_EDITION):
        address = address.removeprefix(ELDER_EDITION.rstrip("/"))
    path = urlsplit(address).path
    if not path.endswith("/") and _match(path) is None:
        address, path = f"{path}/{address.removeprefix(path)}", f"{path}/"
    return address, path


def _match(path):
    try:
        return resolve(unquote(path))
    except Resolver404:
        return None
