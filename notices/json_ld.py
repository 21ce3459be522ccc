"""A notice as structured data for machines, in the words of schema.org.

A notice of something that is cut off, closed or warned of for a while is a SpecialAnnouncement. One of
something that anybody may apply for or has to pay is a page about a GovernmentService. Any other is a page
with its period.
"""

from django.utils import timezone

from editorial.json_ld import published_page
from editorial.preflight.passage import plain_text
from web.linked_data import canonical, filled

from .models import Kind
from .period import FOREVER
from .period_words import TEMPORARY, when_told

Nature = Kind.Nature
SERVICES = {Nature.POLICY, Nature.RECRUITMENT}


def notice_page(notice):
    """Return `notice` as a dict with absolute addresses."""
    path = f"/notices/{notice.pk}/"
    nature = notice.kind.nature
    areas = [{"@type": "Place", "name": place.trail} for place in notice.places.all()]
    issuer = {"@type": "Organization", "name": notice.authority.name}
    page = {
        "@context": "https://schema.org",
        "@type": "SpecialAnnouncement" if nature in TEMPORARY else "WebPage",
        "name": notice.title,
        "headline": notice.title,
        "identifier": [number for number in (notice.index_number, notice.document_number) if number],
        "url": canonical(path),
        **published_page(notice, path),
        "dateCreated": notice.issued_on.isoformat(),
        "temporalCoverage": f"{_moment(notice.begins)}/{_moment(notice.over)}",
        "expires": "" if notice.over == FOREVER else _moment(notice.over),
        "spatialCoverage": areas,
        "sourceOrganization": issuer,
        "text": _text(notice),
    }
    if nature in TEMPORARY:
        page |= {"category": notice.kind.name, "datePosted": page["datePublished"], "announcementLocation": areas}
    if nature in SERVICES:
        page["about"] = _service(notice, issuer, areas)
    return filled(page)


def _service(notice, issuer, areas):
    telephone = notice.hotline and {
        "@type": "ServiceChannel",
        "servicePhone": {"@type": "ContactPoint", "telephone": notice.hotline.number},
    }
    return filled(
        {
            "@type": "GovernmentService",
            "name": notice.title,
            "serviceType": notice.kind.name,
            "provider": issuer,
            "areaServed": areas,
            "audience": notice.who and {"@type": "Audience", "audienceType": notice.who},
            "availableChannel": telephone,
        }
    )


def _text(notice):
    box = [notice.who, when_told(notice), notice.where, *notice.what_to_do.splitlines()]
    return "\n".join(line for line in [*box, plain_text(notice.body)] if line)


def _moment(moment):
    """Return a moment as ISO 8601 in the city's time zone; two dots for an open end."""
    return ".." if moment == FOREVER else timezone.localtime(moment).isoformat()
