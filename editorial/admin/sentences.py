"""What the desk says: the words on a button, and what came of pressing it."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..rules import Action

BUTTONS = {
    Action.SUBMIT: _("Submit for review"),
    Action.RECALL: _("Recall"),
    Action.PASS: _("Pass"),
    Action.RETURN: _("Return to the author"),
    Action.WITHDRAW: _("Withdraw"),
}


def button(action):
    return BUTTONS[action]


def moment(time):
    return date_format(timezone.localtime(time), "DATETIME_FORMAT")


def outcome(item, action, wished):
    """Say what `action` made of `item`, whose publication was to be at `wished` (or None)."""
    match action:
        case Action.SUBMIT:
            sentence = _("“{title}” is submitted and waits for the {review}.")
        case Action.RECALL:
            sentence = _("“{title}” is recalled and a draft again.")
        case Action.RETURN:
            sentence = _("“{title}” is returned to its author.")
        case Action.WITHDRAW:
            sentence = _("“{title}” is withdrawn. Its address now says so, with the reason: {address}")
        case _pass if item.state == item.State.IN_REVIEW and wished and wished <= timezone.now():
            sentence = _(
                "“{title}” has passed and waits for the {review}. "
                "It was meant for {wished}, which has passed; it will be public at once on approval."
            )
        case _pass if item.state == item.State.IN_REVIEW:
            sentence = _("“{title}” has passed and waits for the {review}.")
        case _pass if item.is_scheduled:
            sentence = _("“{title}” is approved and will be public at {time}: {address}")
        case _pass if wished and wished < item.publish_at:
            sentence = _("“{title}” was meant for {wished}, which has passed; it is public since {time}: {address}")
        case _pass:
            sentence = _("“{title}” is approved and public: {address}")
    address = f"{settings.SITE_URL}{item.get_absolute_url()}"
    return format_html(
        sentence,
        title=item,
        review=rules.review_name(item.review_level),
        time=moment(item.publish_at) if item.publish_at else "",
        wished=moment(wished) if wished else "",
        address=format_html('<a href="{}">{}</a>', item.get_absolute_url(), address),
    )
