"""The record as a table for Excel."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _

from editing.person_names import name_of
from spreadsheet.download import spreadsheet

from ..models import Entry
from ..templatetags.record import told

BATCH = 2000


def exported(entries):
    """Return the response that streams `entries`, read in batches."""
    heads = [_("time"), _("person"), _("action"), _("title"), _("kind"), _("number"), _("version"), _("comment")]
    rows = (_cells(entry) for entry in entries.iterator(chunk_size=BATCH))
    return spreadsheet(f"record-{timezone.localdate():%Y-%m-%d}.csv", heads, rows)


def note_export(user):
    """Note in the admin's log who exported the record, and nothing of what was exported."""
    LogEntry.objects.create(
        user_id=user.pk,
        content_type=ContentType.objects.get_for_model(Entry),
        object_repr=_("exported the record"),
        action_flag=CHANGE,
    )


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
    """Return what the newsroom calls things of the kind that `entry` is about.

    Where the kind does not exist any more, it is the name that the kind had in the code.
    """
    model = entry.content_type.model_class()
    return model._meta.verbose_name if model else entry.content_type.model
