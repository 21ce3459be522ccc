"""How long something has waited, in words."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from dates.spans import minutes_words, span_words


def age_of_oldest(moment):
    """Say how long the oldest has waited since `moment`, in the largest unit that this fills: “最久3天”."""
    waited = timezone.now() - moment
    if waited < timedelta(minutes=1):
        return _("just now")
    return _("oldest %(span)s") % {"span": span_words(waited, smallest=minutes_words)}
