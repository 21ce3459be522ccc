"""The record as a table for Excel: streamed, however long, and safe to open."""

import csv

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from ..models import Entry
from ..names import name_of
from ..templatetags.desk import told

BATCH = 2000
BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows UTF-8
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Echo:
    """A file for csv.writer that gives back what is written to it."""

    def write(self, line):
        return line


def exported(entries):
    """Return the response that streams `entries`, read in batches."""
    writer = csv.writer(Echo())
    response = StreamingHttpResponse(_lines(writer, entries), content_type="text/csv; charset=utf-8")
    name = f"record-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def note_export(user):
    """Leave in the admin's log who exported, and nothing of what."""
    LogEntry.objects.create(
        user_id=user.pk,
        content_type=ContentType.objects.get_for_model(Entry),
        object_repr=_("exported the record"),
        action_flag=CHANGE,
    )


def safe(text):
    """Text that no spreadsheet takes for a formula."""
    text = str(text)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _lines(writer, entries):
    heads = [_("time"), _("person"), _("action"), _("title"), _("kind"), _("number"), _("version"), _("comment")]
    yield BYTE_ORDER_MARK + writer.writerow(heads)
    for entry in entries.iterator(chunk_size=BATCH):
        yield writer.writerow([safe(cell) for cell in _cells(entry)])


def _cells(entry):
    return [
        timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S"),
        name_of(entry.actor),
        told(entry),
        entry.title,
        kind_of(entry),
        entry.object_id,
        "" if entry.version is None else entry.version,
        entry.comment,
    ]


def kind_of(entry):
    """What the newsroom calls a thing of that kind; of one that is no more, the name that it had in the code."""
    model = entry.content_type.model_class()
    return model._meta.verbose_name if model else entry.content_type.model
