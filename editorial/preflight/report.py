"""Asks the checks of the newsroom: of an item, and of a text that is kept for good beside one."""

from dataclasses import dataclass, field
from types import SimpleNamespace

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from .base import BLOCKS
from .manuscript import Manuscript
from .passage import Passage


@dataclass
class Report:
    """What all checks met in one item: what blocks it, what would block it but was overridden, and what only warns."""

    blocks: list = field(default_factory=list)
    overridden: list = field(default_factory=list)  # pairs of (Finding, Override)
    warnings: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.blocks or self.overridden or self.warnings)


def checks():
    """The checks of the newsroom, in the order of the setting."""
    return [import_string(path)() for path in settings.PREFLIGHT_CHECKS]


def run(item, level=None):
    """Return the Report on `item`, a Publishable as it is saved or as `snapshots.as_item` made it.

    With a `level` only the checks of that level are asked. A decision needs no warnings, and these may take some time.
    """
    manuscript, report = Manuscript(item), Report()
    for check in checks():
        if level and check.level != level:
            continue
        # The same thing met twice in one field is one thing to mend.
        for finding in dict.fromkeys(check.findings(manuscript)):
            if finding.level != BLOCKS:
                report.warnings.append(finding)
            else:
                report.blocks.append(finding)
    if report.blocks:
        overrides = {override.digest: override for override in item.overrides.select_related("actor")}
        report.overridden = [(one, overrides[one.digest]) for one in report.blocks if one.digest in overrides]
        report.blocks = [one for one in report.blocks if one.digest not in overrides]
    return report


def faults_of(label, text, limit):
    """Return sentences about why `text`, a comment, a reason or a correction, cannot be kept.

    It may be longer than `limit` characters, or hold somebody's number. `label` is what the sentences call it.
    """
    sentences = []
    if len(text) > limit:
        words = {"label": label, "length": len(text), "limit": limit}
        sentences.append(_("%(label)s: there are %(length)d characters; %(limit)d are the most.") % words)
    # The checks of people's numbers read it like a Manuscript.
    remark = SimpleNamespace(passages=[Passage("", str(label), text)], enclosed=[])
    for check in checks():
        if check.is_personal:
            sentences += [str(finding.message) for finding in dict.fromkeys(check.findings(remark))]
    return sentences
