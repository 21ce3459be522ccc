"""Days of the city, as moments."""

from datetime import datetime, time

from django.utils import timezone


def midnight(day):
    """The moment at which `day` begins in the city's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
