"""站内链接: links in rich text that lead to a page of this site which readers cannot open."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from web.hosts import host_of

from .base import WARNS, Check
from .reachable import is_reachable

MOST_TRIED = 30  # a page is made for every address that is tried
LONGEST_SHOWN = 60  # characters
TOP = {"", "top"}  # the top of the page, which every browser knows
TOO_MANY = _("%(field)s: only the first %(limit)d links within this site were tried.")
NO_SUBHEAD = _("%(field)s: the link “%(text)s” leads to a subhead that is not there (%(address)s).")
NOT_OPEN = _("%(field)s: readers cannot open the link “%(text)s” (%(address)s).")


class BrokenLinks(Check):
    code, level, name = "broken-link", WARNS, _("links within this site")

    def findings(self, manuscript):
        own = manuscript.item.get_absolute_url() if manuscript.item.pk else "/"
        targets = TOP.union(*(passage.heading_ids for passage in manuscript.passages))
        tried = {}
        for passage in manuscript.passages:
            for link in passage.links:
                parts = _within_site(link.address, own)
                if parts is None:
                    continue
                if parts.path == own:
                    is_there, sentence = parts.fragment in targets, NO_SUBHEAD
                else:
                    page = parts._replace(fragment="").geturl()
                    if page not in tried and len(tried) == MOST_TRIED:
                        yield self.found_in(passage, TOO_MANY, limit=MOST_TRIED)
                        return
                    if page not in tried:
                        tried[page] = is_reachable(page)
                    is_there, sentence = tried[page], NOT_OPEN
                if not is_there:
                    text, address = link.text[:LONGEST_SHOWN], link.address[:LONGEST_SHOWN]
                    yield self.found_in(passage, sentence, link.address, text=text, address=address)


def _within_site(address, own):
    """Return the parts of the address to which `address` leads from the page `own`; None for another site."""
    # A browser reads a backslash as a slash.
    address = address.strip().replace("\\", "/")
    host = host_of(address)
    if host is None or urlsplit(address).scheme not in {"", "http", "https"}:
        return None
    if host not in {"", host_of(settings.SITE_URL)}:
        return None
    # `urljoin` takes steps up and down out of a path, as a browser does.
    parts = urlsplit(urljoin(own, address))
    return parts._replace(scheme="", netloc="", path=f"/{parts.path.lstrip('/')}")
