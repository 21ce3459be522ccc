"""An article as machines read it: schema.org's NewsArticle."""

from django.conf import settings


def news_article(article):
    """Return the NewsArticle of `article` (schema.org/NewsArticle) as a dict, addresses absolute."""
    photos = [article.lead_photo] if article.lead_photo else []
    photos += [row.photo for row in article.photos.all() if row.photo_id != article.lead_photo_id]
    corrections = article.corrections.all()
    modified = [article.updated_at, article.publish_at, *(correction.at for correction in corrections)]
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "alternativeHeadline": article.subtitle or article.kicker,
        "description": article.summary,
        "articleSection": article.column.name,
        "datePublished": article.publish_at and article.publish_at.isoformat(),
        "dateModified": article.publish_at and max(modified).isoformat(),
        "mainEntityOfPage": canonical(f"/articles/{article.pk}/"),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "image": [canonical(photo.master_url) for photo in photos],
        "author": [
            {
                "@type": "Person",
                "name": byline.contributor.name,
                "url": canonical(f"/contributors/{byline.contributor.slug}/"),
            }
            for byline in article.bylines.all()
            if byline.role != "editor"
        ],
        "editor": [
            {"@type": "Person", "name": byline.contributor.name}
            for byline in article.bylines.all()
            if byline.role == "editor"
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": correction.text,
                "datePublished": correction.at.isoformat(),
                "url": canonical(f"/articles/{article.pk}/#correction-{correction.pk}"),
            }
            for correction in corrections
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": settings.NEWSPAPER["name"],
            "url": canonical("/"),
            "correctionsPolicy": canonical("/corrections/"),
        },
    }
    return {name: value for name, value in data.items() if value}


def canonical(address):
    """Return `address` as an absolute one; storage on another host has absolute ones already."""
    return address if "://" in address else f"{settings.SITE_URL}{address}"
