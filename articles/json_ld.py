"""An article as structured data for machines: schema.org's NewsArticle."""

from editorial.json_ld import photos_of, published_page
from web.linked_data import canonical, filled


def news_article(article):
    """Return the NewsArticle of `article` (schema.org/NewsArticle) as a dict with absolute addresses."""
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "alternativeHeadline": article.subtitle or article.kicker,
            "description": article.summary,
            "articleSection": article.column.name,
            **published_page(article, f"/articles/{article.pk}/", photos_of(article)),
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
        }
    )
