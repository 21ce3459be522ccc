"""An answer as structured data for machines: schema.org's QAPage."""

from editorial.json_ld import paper, photos_of, published_page
from editorial.preflight.passage import plain_text
from web.linked_data import canonical, filled


def qa_page(answer):
    """Return the QAPage of `answer` (schema.org/QAPage) as a dict with absolute addresses."""
    path = f"/questions/{answer.pk}/"
    by = {"@type": "Organization", "name": answer.authority.name} if answer.authority else paper()
    published = published_page(answer, path, photos_of(answer))
    question = {
        "@type": "Question",
        "name": answer.title,
        "text": answer.question,
        "dateCreated": answer.asked_on.isoformat(),
        "author": {"@type": "Person", "name": answer.asker},
        "answerCount": 1,
        "acceptedAnswer": filled(
            {
                "@type": "Answer",
                "text": plain_text(answer.body),
                "dateCreated": answer.answered_on.isoformat() if answer.answered_on else published["datePublished"],
                "url": canonical(f"{path}#answer"),
                "author": by,
            }
        ),
    }
    return filled({"@context": "https://schema.org", "@type": "QAPage", **published, "mainEntity": question})
