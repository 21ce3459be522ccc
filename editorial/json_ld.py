"""Structured data of every published page, in the words of schema.org."""

from django.conf import settings

from web.linked_data import canonical


def published_page(item, path, photos=()):
    """Return the data that any page of the paper has: its times, its publisher, its `photos`, its corrections.

    `path` is that of the page in the standard edition. All addresses in the data are absolute. Empty values stay in;
    `filled` takes them out of the finished whole.
    """
    corrections = item.corrections.all()
    modified = [item.updated_at, item.publish_at, *(correction.at for correction in corrections)]
    return {
        "datePublished": item.publish_at and item.publish_at.isoformat(),
        "dateModified": item.publish_at and max(modified).isoformat(),
        "mainEntityOfPage": canonical(path),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "image": [canonical(photo.master_url) for photo in photos],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": correction.text,
                "datePublished": correction.at.isoformat(),
                "url": canonical(f"{path}#correction-{correction.pk}"),
            }
            for correction in corrections
        ],
        "publisher": {**paper(), "correctionsPolicy": canonical("/corrections/")},
    }


def photos_of(item):
    """Return the pictures of an item that has a lead picture and others, each once."""
    lead = [item.lead_photo] if item.lead_photo else []
    return lead + [row.photo for row in item.photos.all() if row.photo_id != item.lead_photo_id]


def paper():
    """Return the newspaper as an organization."""
    return {"@type": "NewsMediaOrganization", "name": settings.NEWSPAPER["name"], "url": canonical("/")}
