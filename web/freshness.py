"""Until when a page may be kept: a minute, or shorter where something on it changes sooner by the clock alone."""

SECONDS = 60


def changes_at(request, *moments):
    """Remember that the page of `request` is another one from each of the `moments` on; None is none."""
    known = [moment for moment in (getattr(request, "changes_at", None), *moments) if moment is not None]
    request.changes_at = min(known, default=None)


def seconds_to_keep(request, now):
    """Return for how many whole seconds any cache may keep the page, never past the moment at which it changes."""
    moment = getattr(request, "changes_at", None)
    if moment is None:
        return SECONDS
    # One that has passed while the page was made counts too: the page is an old one already.
    return max(0, min(SECONDS, int((moment - now).total_seconds())))
