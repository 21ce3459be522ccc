"""What else a reader may want after an answer."""

from .models import Answer

MOST_RELATED = 4


def related_to(answer):
    """Return at most four published answers, in one query: first of the same authority, then of the same desk."""
    others = Answer.objects.published().exclude(pk=answer.pk).newest_first()
    sources = [others.filter(desk=answer.desk_id)[:MOST_RELATED]]
    if answer.authority_id:
        sources.append(others.filter(authority=answer.authority_id)[:MOST_RELATED])
    found = list(others.any_of(sources).select_related("lead_photo").defer("body", "body_html", "question"))
    found.sort(key=lambda other: other.authority_id != answer.authority_id)
    return found[:MOST_RELATED]
