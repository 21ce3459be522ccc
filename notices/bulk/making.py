"""Makes the drafts of a sheet: all of them or none, and only once."""

from collections import defaultdict

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Notice, Series, Sheet
from .drafts import drafts_of

NAME_SHOWN = 60  # characters of the file's name in the history of each notice


class NotMade(Exception):
    """Nothing was made: the sheet has mistakes, or what it names was changed or deleted just now."""


def make(sheet, user):
    """Make a draft by `user` of each row of `sheet`; return the notices, or an empty list if it was done before.

    The sheet is locked, so if it is pressed twice, only one press makes anything. Its rows are understood anew.
    Raises NotMade, with nothing changed.
    """
    try:
        with transaction.atomic():
            locked = Sheet.objects.select_for_update().get(pk=sheet.pk)
            if locked.used_at:
                return []
            drafts = drafts_of(locked)
            if any(draft.mistakes for draft in drafts):
                raise NotMade
            notices = _stored(drafts, user)
            for draft in drafts:
                remark = _("from the sheet “%(name)s”, line %(line)d")
                draft.notice.keep_version(user, remark % {"name": locked.name[:NAME_SHOWN], "line": draft.line})
            locked.used_at = timezone.now()
            locked.save(update_fields=["used_at"])
            return notices
    except IntegrityError:  # something that a row names was deleted after it was looked up
        raise NotMade from None


def _stored(drafts, user):
    notices = [draft.notice for draft in drafts]
    for notice in notices:
        notice.author = user
    _give_index_numbers(notices)
    Notice.objects.bulk_create(notices)
    ties = Notice.places.through
    ties.objects.bulk_create(
        ties(notice_id=draft.notice.pk, place_id=place.pk) for draft in drafts for place in draft.places
    )
    prefetch_related_objects(notices, *Notice.parts)  # there are none yet; without this each version would query them
    return notices


def _give_index_numbers(notices):
    """Give the notices their index numbers in the order of the sheet.

    The series are locked in one order, so that two sheets never wait for each other.
    """
    of_series = defaultdict(list)
    for notice in notices:
        of_series[notice.authority_id, notice.issued_on.year].append(notice)
    for key in sorted(of_series):
        numbers = Series.next_numbers(*key, len(of_series[key]))
        for notice, number in zip(of_series[key], numbers, strict=True):
            notice.index_number = number
