"""Whether what was found holds now, worked out from the moments that its entry keeps."""

from dates.period_status import Status

from ..core import moments


def status_of(entry, moment):
    """Return the Status of `entry` at `moment`, or None where it has no period."""
    if not entry.has_period:
        return None
    now = moments.last_number_of(moment)
    if entry.repealed <= now:
        return Status.REPEALED
    if entry.over <= now:
        return Status.ENDED
    return Status.UPCOMING if entry.begins > now else Status.IN_FORCE
