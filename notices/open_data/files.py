"""The two files: a table in words for a spreadsheet, and JSON in codes for programs.

Both are sent while the rows are being read.
"""

import json
from datetime import date, datetime

from django.conf import settings
from django.db.models.enums import Choices
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spreadsheet.download import spreadsheet
from web.addresses import public_address

from ..models import Fact, Notice
from ..public_item import licence
from .fields import FIELDS, code
from .rows import in_batches


def as_table(notices, name):
    """Return the response that streams `notices` (see `rows`) as a file for a spreadsheet."""
    now = timezone.now()
    rows = ([_cell(field.value(public)) for field in FIELDS] for public in in_batches(notices, now))
    return spreadsheet(name, [field.head for field in FIELDS], rows)


def as_json(notices):
    """Return the response that streams `notices` (see `rows`) as one JSON object."""
    now = timezone.now()
    head = {
        "title": Notice._meta.verbose_name_plural,
        "source": settings.NEWSPAPER["name"],
        "licence": licence(),
        "about": public_address(reverse("notices:open_data")),
        "generated_at": now,
    }
    return StreamingHttpResponse(_json(head, notices, now), content_type="application/json")


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, list):
        separator = "；" if value and isinstance(value[0], Fact) else "、"
        return separator.join(map(str, value)) or _("the whole city")
    if isinstance(value, Choices):
        return value.label
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else value


def _json(head, notices, now):
    yield f'{_dumped(head)[:-1]}, "notices": ['
    before = "\n"
    for public in in_batches(notices, now):
        yield before + _dumped({field.name: field.value(public) for field in FIELDS})
        before = ",\n"
    yield "\n]}\n"


def _dumped(data):
    return json.dumps({name: _plain(value) for name, value in data.items()}, ensure_ascii=False)


def _plain(value):
    """Return `value` for JSON. A moment is to the second with its offset; a day has no offset."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Choices):
        return code(value)
    if isinstance(value, list):
        return [{"label": one.label, "value": one.value} if isinstance(one, Fact) else one for one in value]
    return value if value is None else str(value)
