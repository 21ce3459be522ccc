"""Whether there is room left where the site writes."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .trouble import Trouble, error, warning

NEARLY_FULL, FULL = 90, 95  # percent
MEGABYTE = 1024 * 1024


def look() -> Iterator[Trouble]:
    seen = set()
    for folder in (settings.VAR_DIR, settings.MEDIA_ROOT, settings.PRIVATE_ROOT, tempfile.gettempdir()):
        place = _there(Path(folder))
        if (device := os.stat(place).st_dev) not in seen:
            seen.add(device)
            yield from _look_at(place)


def _there(folder: Path) -> Path:
    """Return `folder`, or the nearest one above it that exists: it is made with the first file."""
    return next(place for place in (folder, *folder.absolute().parents) if place.is_dir())


def _look_at(place: Path) -> Iterator[Trouble]:
    usage = shutil.disk_usage(place)
    percent = round(100 * usage.used / (usage.used + usage.free)) if usage.used + usage.free else 0
    found = {"place": place, "percent": percent, "free": usage.free // MEGABYTE}
    to_do = _("Make room, or give it a larger disk: with a full one nobody can save, ask, or send a picture.")
    if percent >= FULL:
        yield error(_("The disk of %(place)s is %(percent)d%% full; %(free)d MB are left.") % found, to_do)
    elif percent >= NEARLY_FULL:
        yield warning(_("The disk of %(place)s is %(percent)d%% full; %(free)d MB are left.") % found, to_do)
    files = os.statvfs(place)
    if files.f_files and files.f_favail < files.f_files / 100:
        yield error(_("The disk of %s has no room for more files (inodes).") % place, to_do)
