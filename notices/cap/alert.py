"""Writes a message as CAP 1.2. docs/open-data.md says how a notice is put into the protocol's words."""

from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.public_item import PublicItem
from syndication.xml_text import writable

from ..models import Kind
from .messages import CANCEL

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
SOON = timedelta(hours=1)  # what CAP means by urgency “Expected”
CATEGORIES = {
    Kind.Nature.OUTAGE: ["Infra"],
    Kind.Nature.TRAFFIC: ["Transport"],
    Kind.Nature.EMERGENCY: ["Met", "Safety"],
}
RESPONSES = {Kind.Nature.OUTAGE: "Prepare", Kind.Nature.TRAFFIC: "Avoid", Kind.Nature.EMERGENCY: "Monitor"}


def alert_xml(message):
    """Return `message` (a messages.Message) as a CAP 1.2 document, in bytes."""
    alert = ElementTree.Element("alert", xmlns=NAMESPACE)
    _add(
        alert,
        ("identifier", identifier(message.notice, message.sent)),
        ("sender", sender()),
        ("sent", moment(message.sent)),
        ("status", "Actual"),
        ("msgType", message.type),
        ("source", settings.NEWSPAPER["name"]),
        ("scope", "Public"),
        ("note", _note(message)),
        ("references", " ".join(f"{sender()},{identifier(*said)},{moment(said[1])}" for said in message.references)),
        ("incidents", _incident(message.notice)),
    )
    info, public = ElementTree.SubElement(alert, "info"), PublicItem.of(message.notice)
    _add(info, *_head(message, public), *(_withdrawn(public) if public.withdrawn else _body(message, public)))
    for area in public.trails or [settings.NEWSPAPER["city"]]:
        _add(ElementTree.SubElement(info, "area"), ("areaDesc", area))
    return ElementTree.tostring(alert, encoding="utf-8", xml_declaration=True)


def sender():
    """Who sends all messages: a name that nobody else in the world has."""
    return urlsplit(settings.SITE_URL).netloc


def identifier(notice, sent):
    """Return the name of the message about `notice` sent at the moment `sent`. No other message ever has it."""
    return f"{notice.index_number}-{timezone.localtime(sent):%Y%m%d%H%M%S}"


def moment(at):
    """Return `at` as CAP writes it: to the second, with the offset in digits. UTC is -00:00, never Z."""
    text = timezone.localtime(at).isoformat(timespec="seconds")
    return f"{text.removesuffix('+00:00')}-00:00" if text.endswith("+00:00") else text


def _head(message, public):
    nature = message.notice.kind.nature
    yield "language", public.language
    yield from (("category", category) for category in CATEGORIES.get(nature, ["Other"]))
    yield "event", public.section
    yield "responseType", "AllClear" if message.is_all_clear else RESPONSES.get(nature)
    yield from zip(("urgency", "severity", "certainty"), _gravity(message), strict=True)


def _gravity(message):
    """(urgency, severity, certainty) as they were when the message was sent."""
    if message.notice.is_withdrawn:
        return "Past", "Unknown", "Unknown"
    if message.type == CANCEL:
        return "Past", "Minor", "Observed"
    severity, begins = "Minor" if message.is_all_clear else "Severe", message.notice.begins
    if begins <= message.sent:
        return "Immediate", severity, "Observed"
    return "Expected" if begins <= message.sent + SOON else "Future", severity, "Likely"


def _withdrawn(public):
    """The elements for a withdrawn notice. Its words are not told again."""
    yield "senderName", public.source
    yield "headline", _("Withdrawn: %(title)s") % {"title": public.headline}
    yield "web", public.address


def _body(message, public):
    notice = message.notice
    when = notice.when and _("When: %(when)s") % {"when": notice.when}
    where = notice.where and _("Where: %(where)s") % {"where": notice.where}
    yield "audience", notice.who
    yield "effective", moment(message.sent)
    yield "onset", moment(public.begins)
    yield "expires", public.over and moment(public.over)
    yield "senderName", public.source
    yield "headline", public.headline
    yield "description", _lines(when, where, public.text)
    yield "instruction", notice.what_to_do
    yield "web", public.address
    yield "contact", _contact(notice)


def _contact(notice):
    hotline = notice.hotline
    return _lines(hotline and f"{hotline} {hotline.hours}".strip(), notice.hotline_note)


def _note(message):
    """Why there is another message: what follows what, what was wrong, why it was withdrawn."""
    notice, follower = message.notice, message.follower
    if notice.is_withdrawn:
        return notice.withdrawn_reason
    corrections = [row.text for row in notice.corrections.all() if row.version == notice.version]
    taken_over = follower and _("“%(title)s” %(relation)s this notice: %(address)s") % {
        "title": follower.title,
        "relation": notice.get_next_relation_display(),
        "address": PublicItem.of(follower).address,
    }
    return _lines(notice.chain_note, *corrections, taken_over)


def _incident(notice):
    """The name that all notices of a chain share: the index number of the first one."""
    return notice.root.index_number if notice.root else notice.index_number


def _lines(*lines):
    return "\n".join(str(line) for line in lines if line)


def _add(parent, *elements):
    """Add those of the (name, text) `elements` that hold any text, in the order of the schema."""
    for name, text in elements:
        if text:
            ElementTree.SubElement(parent, name).text = writable(text)
