"""The article form as a browser sends it."""

from django.forms.models import model_to_dict
from django.urls import reverse

ROWS = ("bylines", "topic_entries", "photos", "steps")


def url(page, *args):
    return reverse(f"admin:articles_article_{page}", args=args)


def typed(article=None, rows=None, **fields):
    """Return the POST data of the form for `article` (a new one without), with `fields` typed over it.

    `rows` maps the name of an inline to a list of dicts, its new rows. What is public is changed
    with the word that it is minor, unless `fields` say otherwise.
    """
    data, beside = {}, {}
    if article:
        data = model_to_dict(article, exclude=["publish_at", "gallery"])
        data["places"] = [place.pk for place in data["places"]]
        beside = {"_version": article.version, **({"_readers-is_minor": "on"} if article.is_live else {})}
    data = {name: value for name, value in data.items() if value is not None}
    for name in ROWS:
        new = (rows or {}).get(name, [])
        stored = list(getattr(article, name).all()) if article else []
        data |= {f"{name}-TOTAL_FORMS": len(stored) + len(new), f"{name}-INITIAL_FORMS": len(stored)}
        for number, row in enumerate(stored):
            values = {key: value for key, value in model_to_dict(row).items() if value is not None}
            data |= {f"{name}-{number}-{key}": value for key, value in values.items()}
        for number, row in enumerate(new, len(stored)):
            data |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    return {**data, **beside, **fields}


def said(response):
    """The sentences that the desk has put on the next page."""
    return [str(message) for message in response.context["messages"]]
