"""From when until when a notice holds. It is typed as a day or a minute, and stored as the moments that follow.

A period holds from its first moment on, and no longer holds at its last. What ends on the 30th is over at
midnight; what ends at 18:00 is over at 18:00:00. Days and hours are those of the city's time zone. What has
no end holds until FOREVER.
"""

from datetime import UTC, datetime, time, timedelta

from django.db import models
from django.utils import timezone

FOREVER = datetime(9000, 1, 1, tzinfo=UTC)


def first_moment(day, minute=None):
    """Return when something that begins on `day` begins: at `minute`, a time of that day, or with the day."""
    return _moment(day, minute)


def last_moment(day, minute=None):
    """Return when something that ends on `day` is over: at `minute`, or with the day; FOREVER without a `day`."""
    if day is None:
        return FOREVER
    return _moment(day, minute) if minute else _moment(day + timedelta(days=1))


def _moment(day, minute=None):
    """Return the moment in UTC.

    In a time zone with summer time, some local moments would equal none that a row holds.
    """
    return timezone.make_aware(datetime.combine(day, minute or time())).astimezone(UTC)


class DerivedMomentField(models.DateTimeField):
    """A moment that follows from other fields. It is written when the row is saved.

    A save with `update_fields` has to name it. Its value is that of the property `derived_from`. The field is for
    queries and has an index; in Python use the property.
    """

    def __init__(self, *args, derived_from, **options):
        self.derived_from = derived_from
        super().__init__(*args, **{"editable": False, **options})

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "derived_from": self.derived_from}

    def pre_save(self, instance, add):
        setattr(instance, self.attname, getattr(instance, self.derived_from))
        return super().pre_save(instance, add)
