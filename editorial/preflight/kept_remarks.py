"""Texts that are kept for good beside an item: comments, reasons, corrections."""

from types import SimpleNamespace

from django.utils.translation import gettext as _

from .passage import Passage
from .report import checks


def faults_of(label, text, limit):
    """Return sentences about why `text` cannot be kept.

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
