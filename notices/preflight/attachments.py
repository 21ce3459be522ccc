"""附件: whether somebody has confirmed what the screening found in the documents beside a notice."""

from django.utils.translation import gettext_lazy as _

from documents.findings import finding_words
from editorial.preflight import BLOCKS, Check

from ..models import Notice


class AttachmentUnconfirmed(Check):
    """附件待确认: hidden rows, comments, pages without text and the like, which nobody has looked at yet."""

    code, level, name = "attachment-unconfirmed", BLOCKS, _("attachments to be confirmed")

    def findings(self, manuscript):
        if not isinstance(manuscript.item, Notice):
            return
        for attachment in manuscript.rows_of("attachments"):
            document = attachment.document
            if not document.is_fit:
                words = {"name": document.file_name, "findings": "；".join(map(finding_words, document.findings))}
                sentence = _("Look at the attachment “%(name)s” and confirm on its page what was found: %(findings)s.")
                yield self.found(sentence % words, "attachments", str(document.pk))
