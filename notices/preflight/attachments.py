"""附件: whether somebody has confirmed what the screening found in the documents beside a notice."""

from django.utils.translation import gettext_lazy as _

from documents.findings import finding_words
from editorial.preflight import BLOCKS, CheckOfKind

from ..models import Notice


class AttachmentUnconfirmed(CheckOfKind):
    """附件待确认: hidden rows, comments, pages without text and the like, which nobody has looked at yet."""

    model, code, level, name = Notice, "attachment-unconfirmed", BLOCKS, _("attachments to be confirmed")

    def findings_of(self, notice, manuscript):
        for attachment in manuscript.rows_of("attachments"):
            document = attachment.document
            if not document.is_fit:
                words = {"name": document.file_name, "findings": "；".join(map(finding_words, document.findings))}
                sentence = _("Look at the attachment “%(name)s” and confirm on its page what was found: %(findings)s.")
                yield self.found(sentence % words, "attachments", str(document.pk))
