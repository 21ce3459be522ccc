"""The notice form as a browser sends it."""

from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils import timezone

from directory.models import Authority
from notices.models import Notice
from portal.testing import make_authority, make_kind

ROWS = ("facts", "attachments")


def url(page, *args):
    return reverse(f"admin:notices_notice_{page}", args=args)


def typed(notice=None, rows=None, **fields):
    """Return the POST data of the form for `notice` (a new one without), with `fields` typed over it.

    `rows` maps the name of an inline to a list of dicts, its new rows. What is public is changed
    with the word that it is minor, unless `fields` say otherwise.
    """
    if notice:
        data = model_to_dict(notice, exclude=["publish_at", "desk"])
        data["places"] = [place.pk for place in data["places"]]
        data |= {"_version": notice.version, **({"_readers-is_minor": "on"} if notice.is_live else {})}
    else:
        data = _new()
    for name in ROWS:
        new = (rows or {}).get(name, [])
        stored = list(getattr(notice, name).all()) if notice else []
        data |= {f"{name}-TOTAL_FORMS": len(stored) + len(new), f"{name}-INITIAL_FORMS": len(stored)}
        for number, row in enumerate([*map(model_to_dict, stored), *new]):
            data |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    data = {**data, "_continue": 1, **fields}
    return {name: value for name, value in data.items() if value is not None}


def _new():
    return {
        "title": "桃花新村夜间计划停水",
        "kind": make_kind().pk,
        "level": Notice.Level.ORDINARY,
        "authority": (Authority.objects.first() or make_authority()).pk,
        "issued_on": timezone.localdate(),
        "effective_from": timezone.localdate(),
        "who": "桃花新村全体住户",
        "body": "<p>因管网维修，桃花新村计划停水。</p>",
    }


def save(client, notice=None, **fields):
    """Save the form as the person of `client`; return the notice that came of it and the page that follows."""
    address = url("change", notice.pk) if notice else url("add")
    response = client.post(address, typed(notice, **fields), follow=True)
    assert response.redirect_chain, response.context["errors"]
    return Notice.objects.get(pk=notice.pk) if notice else Notice.objects.latest("pk"), response


def said(response):
    """The sentences that the desk has put on the page."""
    return [str(message) for message in response.context["messages"]]


def faults(response):
    """{field: sentences} of the form that was given back."""
    assert response.status_code == 200
    return {name: list(sentences) for name, sentences in response.context["adminform"].form.errors.items()}
