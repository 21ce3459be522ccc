"""文号: whether a document number is right, and belongs to no other notice."""

from django.utils.translation import gettext_lazy as _

from editorial.preflight import Check

from ..document_numbers import is_regular
from ..models import Notice
from ..overlaps import same_number


class DocumentNumberTwice(Check):
    """文号重复: the same authority has issued something under this number already."""

    code, name = "document-number-twice", _("document number given twice")

    def findings(self, manuscript):
        notice = manuscript.item
        if isinstance(notice, Notice) and (other := same_number(notice).first()):
            sentence = _("The same authority has the document number %(number)s already: “%(title)s” (%(index)s).")
            words = {"number": notice.document_number, "title": other.title, "index": other.index_number}
            yield self.found(sentence % words, "document_number", notice.document_number)


class DocumentNumberForm(Check):
    """文号格式: 青水〔2026〕15号, as GB/T 9704—2012 has it."""

    code, name = "document-number-form", _("form of the document number")

    def findings(self, manuscript):
        notice = manuscript.item
        if isinstance(notice, Notice) and notice.document_number and not is_regular(notice.document_number):
            sentence = _("The document number %s is not of the usual form, such as 青水〔2026〕15号. Compare it.")
            yield self.found(sentence % notice.document_number, "document_number", notice.document_number)
