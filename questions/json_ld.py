"""An answer as structured data for machines: schema.org's QAPage."""

from editorial.json_ld import paper, published_page
from web.linked_data import filled


def qa_page(public):
    """Return the QAPage (schema.org/QAPage) that `public` is, as a dict with absolute addresses."""
    answer, published = public.item, published_page(public)
    question = {
        "@type": "Question",
        "name": public.headline,
        "text": answer.question,
        "dateCreated": answer.asked_on.isoformat(),
        "author": {"@type": "Person", "name": answer.asker},
        "answerCount": 1,
        "acceptedAnswer": filled(
            {
                "@type": "Answer",
                "text": public.text,
                "dateCreated": answer.answered_on.isoformat() if answer.answered_on else published["datePublished"],
                "url": f"{public.address}#answer",
                "author": {"@type": "Organization", "name": public.source} if public.authority else paper(),
            }
        ),
    }
    return filled({"@context": "https://schema.org", "@type": "QAPage", **published, "mainEntity": question})
