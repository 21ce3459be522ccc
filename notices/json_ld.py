"""A notice as structured data for machines, in the words of schema.org.

A notice of something that is cut off, closed or warned of for a while is a SpecialAnnouncement. One of
something that anybody may apply for or has to pay is a page about a GovernmentService. Any other is a page
with its period.
"""

from django.utils import timezone

from editorial.json_ld import published_page
from web.linked_data import filled

from .models import Kind
from .period_words import TEMPORARY

Nature = Kind.Nature
SERVICES = {Nature.POLICY, Nature.RECRUITMENT}


def notice_page(public):
    """Return the notice that `public` is as a dict with absolute addresses."""
    notice, nature = public.item, public.item.kind.nature
    areas = [{"@type": "Place", "name": trail} for trail in public.trails]
    issuer = {"@type": "Organization", "name": public.source}
    page = {
        "@context": "https://schema.org",
        "@type": "SpecialAnnouncement" if nature in TEMPORARY else "WebPage",
        "name": public.headline,
        "headline": public.headline,
        "identifier": [number for number in (notice.index_number, notice.document_number) if number],
        "url": public.address,
        **published_page(public),
        "dateCreated": notice.issued_on.isoformat(),
        "temporalCoverage": f"{_moment(public.begins)}/{_moment(public.over) or '..'}",
        "expires": _moment(public.over),
        "spatialCoverage": areas,
        "sourceOrganization": issuer,
        "text": "\n".join(line for line in (*public.box, public.text) if line),
    }
    if nature in TEMPORARY:
        page |= {"category": public.section, "datePosted": page["datePublished"], "announcementLocation": areas}
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


def _moment(moment):
    """Return a moment as ISO 8601 in the city's time zone; nothing for an open end."""
    return moment and timezone.localtime(moment).isoformat()
