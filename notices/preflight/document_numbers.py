"""文号: whether a document number is right, and belongs to no other notice."""

from django.utils.translation import gettext_lazy as _

from editorial.preflight import CheckOfKind

from ..document_numbers import is_regular
from ..models import Notice
from ..overlaps import same_number


class DocumentNumberTwice(CheckOfKind):
    """文号重复: the same authority has issued something under this number already."""

    model, code, name = Notice, "document-number-twice", _("document number given twice")

    def findings_of(self, notice, manuscript):
        if other := same_number(notice).first():
            sentence = _("The same authority has the document number %(number)s already: “%(title)s” (%(index)s).")
            words = {"number": notice.document_number, "title": other.title, "index": other.index_number}
            yield self.found(sentence % words, "document_number", notice.document_number)


class DocumentNumberForm(CheckOfKind):
    """文号格式: 青水〔2026〕15号, as GB/T 9704—2012 has it."""

    model, code, name = Notice, "document-number-form", _("form of the document number")

    def findings_of(self, notice, manuscript):
        if notice.document_number and not is_regular(notice.document_number):
            sentence = _("The document number %s is not of the usual form, such as 青水〔2026〕15号. Compare it.")
            yield self.found(sentence % notice.document_number, "document_number", notice.document_number)
