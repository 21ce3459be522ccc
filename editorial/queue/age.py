"""How long something has waited, in words."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def age_of_oldest(moment):
    """“最久 3 天”: since when the oldest of a line waits, in the largest unit that this fills."""
    minutes = int((timezone.now() - moment).total_seconds()) // 60
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("oldest %(count)d minute", "oldest %(count)d minutes", minutes) % {"count": minutes}
    if (hours := minutes // 60) < 24:
        return ngettext("oldest %(count)d hour", "oldest %(count)d hours", hours) % {"count": hours}
    days = hours // 24
    return ngettext("oldest %(count)d day", "oldest %(count)d days", days) % {"count": days}
