"""What every published page says to machines, in the words of schema.org."""

from django.conf import settings

from web.linked_data import canonical


def published_page(item, path, photos=()):
    """Return what holds for any page of the paper: when, by whom, with which `photos` and corrections.

    `path` is the page's own, outside any edition; all addresses are absolute. What is empty
    stays in: `filled` takes it out of the finished whole.
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
