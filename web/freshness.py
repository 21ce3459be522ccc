"""How long a page may be kept: a minute, or less where something on it changes sooner by the clock alone."""

SECONDS = 60


def changes_at(request, *moments):
    """Remember that the page of `request` changes at each of `moments`.

    A moment is an aware datetime, or None for no change.
    """
    known = [moment for moment in (getattr(request, "changes_at", None), *moments) if moment is not None]
    request.changes_at = min(known, default=None)


def seconds_to_keep(request, now):
    """Return for how many whole seconds any cache may keep the page: SECONDS at most, never past its next change."""
    moment = getattr(request, "changes_at", None)
    if moment is None:
        return SECONDS
    # A change that came while the page was made counts too: the page is out of date already.
    return max(0, min(SECONDS, int((moment - now).total_seconds())))
