"""An article as structured data for machines: schema.org's NewsArticle."""

from editorial.json_ld import published_page
from web.addresses import public_address
from web.linked_data import filled


def news_article(public):
    """Return the NewsArticle (schema.org/NewsArticle) that `public` is, as a dict with absolute addresses."""
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": public.headline,
            "alternativeHeadline": public.item.subtitle or public.item.kicker,
            "description": public.summary,
            "articleSection": public.section,
            **published_page(public),
            "author": [
                {"@type": "Person", "name": maker.name, "url": public_address(maker.path)}
                for maker in public.makers
                if not maker.is_editor
            ],
            "editor": [{"@type": "Person", "name": maker.name} for maker in public.makers if maker.is_editor],
        }
    )
