"""What must not come back out of a backup: whatever was erased after it was made, or should have been by now."""

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.utils.translation import gettext as _

from editorial.models import Refused
from jobs.schedule import jobs
from questions import retention
from questions.erased import Erased, noted_since
from questions.models import Case, CasePicture
from questions.stages import following

from .backup_faults import BackupFault
from .manifest import Manifest

EARLIER = timedelta(minutes=1)  # what was noted so shortly before may have been written after the snapshot
FILES = "deletefiles"
logger = logging.getLogger(__name__)


def erase_again(manifest: Manifest, store: Path) -> int:
    """Do once more what askers and the law wanted since the backup was made; return how often something was done.

    The journal in `store`, the folder in which the backup lies, is read as well as the site's own.

    Raises BackupFault where anything failed; the log has the numbers.
    """
    done = failed = 0
    for what, number in noted_since(manifest.moment - EARLIER, store):
        try:
            done += _erase(what, number)
        except Refused:  # it is as it should be
            continue
        except Exception as fault:
            failed += 1
            logger.error("%s %d: %s", what, number, type(fault).__name__)
    if failed:
        raise BackupFault(
            _("Could not be erased once more: %d. The log names them. Do that before the site starts.") % failed
        )
    return done


def delete_what_is_due(out: Any) -> None:
    """Run each daily command that deletes what somebody wrote. Raises BackupFault where one failed, once all have run.

    Files without a row wait for their timer: after the wrong backup they are all that is left of what came since.
    """
    failed = []
    for job in jobs():
        if job.name.startswith("delete") and job.name != FILES:
            try:
                call_command(job.name, stdout=out)
            except CommandError as fault:
                failed.append(f"{job.name}: {fault}")
    if failed:
        raise BackupFault(_("All is restored, but run this again before the site starts: %s") % "; ".join(failed))


def _erase(what: Erased, number: int) -> bool:
    cases = Case.objects.select_related("desk")
    if what == Erased.PICTURE:
        picture = CasePicture.objects.filter(pk=number).first()
        case = cases.get(pk=picture.case_id) if picture else None
    else:
        case = cases.filter(pk=number).first()
    if case is None:  # it came in after the backup was made
        return False
    again = {
        Erased.ALL: lambda: retention.erase(case, once_more=True),
        Erased.CONTACT: lambda: following.erase_contact(case),
        Erased.PICTURE: lambda: following.delete_picture(case, number),
        Erased.CONSENT: lambda: following.take_consent_back(case),
        Erased.CASE: lambda: following.withdraw(case),
    }
    again[what]()
    return True
