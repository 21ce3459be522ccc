"""What the desk says: the words on a button, and what came of pressing it."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..models import Proposal
from ..rules import Action

BUTTONS = {
    Action.SUBMIT: _("Submit for review"),
    Action.RECALL: _("Recall"),
    Action.PASS: _("Pass"),
    Action.RETURN: _("Return to the author"),
    Action.PUBLISH: _("Publish urgently"),
    Action.REVIEW: _("Reviewed afterwards"),
    Action.WITHDRAW: _("Withdraw"),
    Action.DISCARD: _("Discard the proposed version"),
}
PLAIN = {
    Action.SUBMIT: _("“{title}” is submitted and waits for the {review}."),
    Action.RECALL: _("“{title}” is recalled and a draft again."),
    Action.RETURN: _("“{title}” is returned to its author."),
    Action.PUBLISH: _("“{title}” is public, and waits for its review afterwards: {address}"),
    Action.REVIEW: _("“{title}” has been reviewed after its publication."),
    Action.WITHDRAW: _("“{title}” is withdrawn. Its address now says so, with the reason: {address}"),
    Action.DISCARD: _("The proposed version of “{title}” is discarded; readers keep the text that they have."),
}


def button(action, subject):
    """Return the word on the button for `action`. The button of the last pass says what that does."""
    if action == Action.PASS and rules.is_last_review(subject):
        return _("Pass and adopt") if isinstance(subject, Proposal) else _("Pass and approve")
    return BUTTONS[action]


def after_saving(action, subject):
    """Return the word on the button that saves and does `action` with one press."""
    if action == Action.SUBMIT:
        return _("Save and submit for review")
    if not rules.is_last_review(subject):
        return _("Save and pass")
    return _("Save, pass and adopt") if isinstance(subject, Proposal) else _("Save, pass and approve")


def moment(time):
    return date_format(timezone.localtime(time), "DATETIME_FORMAT")


def outcome(subject, action, wished):
    """Say what `action` did to `subject`.

    `wished` is the moment at which it was to be published, or None.
    """
    item = subject.home
    address = f"{settings.SITE_URL}{item.get_absolute_url()}"
    return format_html(
        PLAIN[action] if action in PLAIN else _passed(subject, wished),
        title=subject,
        review=rules.review_name(subject.review_level),
        time=moment(item.publish_at) if item.publish_at else "",
        wished=moment(wished) if wished else "",
        address=format_html('<a href="{}">{}</a>', item.get_absolute_url(), address),
    )


def _passed(subject, wished):
    if isinstance(subject, Proposal) and not subject.is_open:
        return _("The proposed version of “{title}” is adopted; this is what readers see now: {address}")
    if subject.state == subject.State.IN_REVIEW and wished and wished <= timezone.now():
        return _(
            "“{title}” has passed and waits for the {review}. "
            "It was meant for {wished}, which has passed; it will be public at once on approval."
        )
    if subject.state == subject.State.IN_REVIEW:
        return _("“{title}” has passed and waits for the {review}.")
    if subject.is_scheduled:
        return _("“{title}” is approved and will be public at {time}: {address}")
    if wished and wished < subject.publish_at:
        return _("“{title}” was meant for {wished}, which has passed; it is public since {time}: {address}")
    return _("“{title}” is approved and public: {address}")
