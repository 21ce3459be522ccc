"""What a reporter reads of a manuscript that has been brought in: what of it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _, ngettext_lazy

if TYPE_CHECKING:
    from ..screening.verdict import DocumentFinding

MOST_QUOTED = 3

NOTES = {
    "comments": ngettext_lazy(
        "%(count)d comment was not brought in.", "%(count)d comments were not brought in.", "count"
    ),
    "tracked-changes": ngettext_lazy(
        "%(count)d tracked change: what was inserted is in the text, what was deleted is not.",
        "%(count)d tracked changes: what was inserted is in the text, what was deleted is not.",
        "count",
    ),
    "hidden-text": ngettext_lazy(
        "%(count)d piece of hidden text was not brought in.",
        "%(count)d pieces of hidden text were not brought in.",
        "count",
    ),
    "struck": ngettext_lazy(
        "In %(count)d paragraph, what is struck through was not brought in",
        "In %(count)d paragraphs, what is struck through was not brought in",
        "count",
    ),
    "white": ngettext_lazy(
        "In %(count)d paragraph, white letters on white were not brought in",
        "In %(count)d paragraphs, white letters on white were not brought in",
        "count",
    ),
    "text-boxes": ngettext_lazy(
        "%(count)d text box was not brought in; copy from it what you need",
        "%(count)d text boxes were not brought in; copy from them what you need",
        "count",
    ),
    "footnotes": ngettext_lazy(
        "%(count)d footnote or endnote was not brought in",
        "%(count)d footnotes or endnotes were not brought in",
        "count",
    ),
    "headers": ngettext_lazy(
        "%(count)d header or footer was not brought in", "%(count)d headers or footers were not brought in", "count"
    ),
    "formatting": ngettext_lazy(
        "Colours, underlining and italics were not brought in (%(count)d place). Bold is kept.",
        "Colours, underlining and italics were not brought in (%(count)d places). Bold is kept.",
        "count",
    ),
    "drawings": ngettext_lazy(
        "%(count)d drawing, chart or shape was not brought in; add it as a picture if it is needed.",
        "%(count)d drawings, charts or shapes were not brought in; add them as pictures if they are needed.",
        "count",
    ),
    "formulas": ngettext_lazy(
        "%(count)d formula was not brought in; type it.", "%(count)d formulas were not brought in; type them.", "count"
    ),
    "cropped": ngettext_lazy(
        "%(count)d picture was cropped in Word: the library has the whole of it. "
        "Crop it first if that must not be seen.",
        "%(count)d pictures were cropped in Word: the library has the whole of them. "
        "Crop them first if that must not be seen.",
        "count",
    ),
    "numbers": ngettext_lazy(
        "%(count)d subhead had its number from Word, which was not brought in; type it if it is needed",
        "%(count)d subheads had their numbers from Word, which were not brought in; type them if they are needed",
        "count",
    ),
    "pictures-unread": ngettext_lazy(
        "%(count)d picture was not brought in: there were too many, it was too large, or it could not be read. "
        "Add it by hand.",
        "%(count)d pictures were not brought in: there were too many, they were too large, or they could not be read. "
        "Add them by hand.",
        "count",
    ),
}


def note_words(note: DocumentFinding) -> str:
    """Return one of `WordText.notes` as a sentence: what, how many, and how what is missing begins."""
    line = NOTES[note["code"]] % {"count": note["count"]}
    if not note["where"]:
        return line
    quoted = "、".join(_("“%s”") % words for words in note["where"][:MOST_QUOTED])
    return _("%(line)s: %(quoted)s.") % {"line": line, "quoted": quoted}
