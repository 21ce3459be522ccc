"""How long something has waited, in words."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from dates.spans import minutes_words, span_words


def age_of_oldest(moment):
    """“最久3天”: since when the oldest of what is counted waits, in the largest unit that this fills."""
    waited = timezone.now() - moment
    if waited < timedelta(minutes=1):
        return _("just now")
    return _("oldest %(span)s") % {"span": span_words(waited, smallest=minutes_words)}
