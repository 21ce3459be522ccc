"""Structured data of every published page, in the words of schema.org."""

from django.conf import settings

from web.linked_data import canonical


def published_page(public):
    """Return the data that any page of the paper has: its times, its publisher, its pictures, its corrections.

    `public` is a PublicItem. All addresses in the data are absolute. Empty values stay in; `filled` takes them out of
    the finished whole.
    """
    return {
        "datePublished": public.published and public.published.isoformat(),
        "dateModified": public.published and public.changed.isoformat(),
        "mainEntityOfPage": public.address,
        "inLanguage": public.language,
        "isAccessibleForFree": True,
        "image": [canonical(photo.master_url) for photo in public.pictures],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": correction.text,
                "datePublished": correction.at.isoformat(),
                "url": public.address_of(correction),
            }
            for correction in public.corrections
        ],
        "publisher": {**paper(), "correctionsPolicy": canonical("/corrections/")},
    }


def paper():
    """Return the newspaper as an organization."""
    return {"@type": "NewsMediaOrganization", "name": settings.NEWSPAPER["name"], "url": canonical("/")}
