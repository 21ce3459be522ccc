"""What an editor reads about a file: why it is refused, or what has to be looked at before readers get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _, ngettext_lazy

if TYPE_CHECKING:
    from .screening.verdict import DocumentFinding

# A sentence for each code of `verdict.DocumentRefused`: what is wrong, and what to do.
REFUSALS = {
    "too-large": _(
        "This file has %(size)s; a document may have %(limit)s at most. Make its pictures smaller, or split it."
    ),
    "empty": _("This file is empty. Choose it again."),
    "format": _("This is no PDF, DOCX or XLSX by its content, whatever its name says. Save it as one of these."),
    "old-or-locked": _(
        "This file has a password or is of an old format (.doc, .xls). Save it as .docx or .xlsx without a password."
    ),
    "old-manuscript": _(
        "This is an old .doc or .wps, or it has a password. Open it in Word or WPS, choose “Save as”, "
        "the type “Word document (.docx)” and no password, then choose the new file here."
    ),
    "no-manuscript": _(
        "This is no .docx by its content, whatever its name says. Open it in the program in which it was written, "
        "choose “Save as” (in Pages: “Export to”), the type “Word document (.docx)”, then choose the new file here."
    ),
    "locked": _(
        "This PDF is locked: it has a password, or forbids to be changed. Ask the authority for one that is not."
    ),
    "broken": _("This file is damaged and cannot be read. Open it, save it anew, then upload that."),
    "bomb": _("Unpacked, this file is far larger than it looks, and was not opened. Save it anew with less in it."),
    "odd-names": _("The parts of this file have names that no office program gives. Save it anew, then upload that."),
    "dtd": _("This file holds declarations that no office program writes, and was not opened. Save it anew."),
    "too-much-work": _("Reading this file takes too long or too much. Split it, or save it anew with less in it."),
    "too-much-text": _("This file holds more than a million characters, too many to be checked. Split it."),
    "pages": _("This PDF has %(count)d pages; %(limit)d are the most. Split it."),
    "macros": _("This file can hold macros. Save it as .docx or .xlsx without macros, then upload that."),
    "activex": _("This file holds controls or add-ins that run (%(name)s). Delete them, save it anew, then upload it."),
    "embedded": _(
        "Another file is embedded in this one (%(name)s), perhaps behind a chart. "
        "Delete it or paste the chart as a picture, save it anew, then upload it."
    ),
    "external-data": _(
        "This workbook takes data from another file or the network (%(name)s). "
        "Turn them into plain values, then save it anew."
    ),
    "template": _(
        "This document loads a template from elsewhere (%(target)s). Take that off, save it anew, then upload it."
    ),
    "remote": _(
        "On opening, this file would load something from elsewhere (%(target)s). "
        "Insert it into the file, then save it anew."
    ),
    "link": _(
        "A link in this file leads neither to the web nor to a mail address (%(target)s). Delete it, then save it anew."
    ),
    "field": _(
        "This document holds a field that fetches or starts something (%(name)s). "
        "Turn it into plain text (Ctrl+Shift+F9)."
    ),
    "formula": _(
        "A formula in this workbook fetches or starts something (%(name)s). Turn it into its value, then save it anew."
    ),
    "unknown-part": _(
        "This file holds a part of an unknown kind (%(name)s). Copy its content into a new file, then upload that."
    ),
    "script": _(
        "This PDF does something by itself, such as running a script. Print it into a new PDF, then upload that."
    ),
    "xfa": _("This PDF is a form that most programs cannot show (XFA). Print it into a new PDF, then upload that."),
    "embedded-pdf": _(
        "Other files are attached to this PDF. Attach each by itself, and print this one into a new PDF."
    ),
    "media": _("This PDF holds sound, film or a 3D model. Print it into a new PDF, then upload that."),
}

# For each code of a finding, its line: one thing, or several.
FINDINGS = {
    "hidden-sheets": ngettext_lazy("%(count)d hidden sheet", "%(count)d hidden sheets", "count"),
    "hidden-rows": ngettext_lazy("%(count)d hidden row", "%(count)d hidden rows", "count"),
    "hidden-columns": ngettext_lazy("%(count)d hidden column", "%(count)d hidden columns", "count"),
    "cell-comments": ngettext_lazy("%(count)d comment in cells", "%(count)d comments in cells", "count"),
    "pivot-cache": ngettext_lazy(
        "%(count)d pivot table that keeps a copy of its source",
        "%(count)d pivot tables that keep a copy of their source",
        "count",
    ),
    "comments": ngettext_lazy("%(count)d comment", "%(count)d comments", "count"),
    "tracked-changes": ngettext_lazy(
        "%(count)d tracked change, with what was deleted", "%(count)d tracked changes, with what was deleted", "count"
    ),
    "hidden-text": ngettext_lazy("%(count)d piece of hidden text", "%(count)d pieces of hidden text", "count"),
    "links": ngettext_lazy("%(count)d link to the web", "%(count)d links to the web", "count"),
    "annotations": ngettext_lazy("%(count)d remark on pages", "%(count)d remarks on pages", "count"),
    "hidden-layers": ngettext_lazy("layers that are switched off", "layers that are switched off", "count"),
    "signature": ngettext_lazy(
        "%(count)d electronic signature, which can no longer be verified",
        "%(count)d electronic signatures, which can no longer be verified",
        "count",
    ),
    "no-text": ngettext_lazy(
        "%(count)d page that is a picture: no check for personal data can read it",
        "%(count)d pages that are pictures: no check for personal data can read them",
        "count",
    ),
}
OF_PAGES = {"annotations", "no-text"}  # findings whose place is a page


def finding_words(finding: DocumentFinding) -> str:
    """Return one of `Screened.findings` as a line for the editor: what, how many, where."""
    line = FINDINGS[finding["code"]] % {"count": finding["count"]}
    if not finding["where"]:
        return line
    where = "、".join(finding["where"])
    if finding["code"] in OF_PAGES:
        where = _("page %(where)s") % {"where": where}
    return _("%(line)s (%(where)s)") % {"line": line, "where": where}
