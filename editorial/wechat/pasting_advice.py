"""What an editor should know of a piece before it is pasted: what WeChat refuses, takes away or cannot show."""

from collections.abc import Iterator

from django.utils.translation import gettext as _, ngettext

from . import accepted
from .piece import WeChatPiece


def advice_on(piece: WeChatPiece) -> Iterator[str]:
    """Yield sentences, those about the fields first."""
    yield from _of_fields(piece)
    yield from _of_text(piece)
    yield from _of_pictures(piece)


def _of_fields(piece):
    length = len(piece.title)
    if length > accepted.LONGEST_TITLE:
        yield _("The title has %(length)d characters; WeChat takes %(limit)d. Shorten it there.") % {
            "length": length,
            "limit": accepted.LONGEST_TITLE,
        }
    elif length > accepted.LONGEST_TITLE_OF_DRAFTS:
        yield _("The title has %(length)d characters; WeChat now advises %(limit)d at most, and may refuse more.") % {
            "length": length,
            "limit": accepted.LONGEST_TITLE_OF_DRAFTS,
        }
    if (length := len(piece.author)) > accepted.LONGEST_AUTHOR:
        yield _("The names of the authors have %(length)d characters; WeChat takes %(limit)d. Name the first ones.") % {
            "length": length,
            "limit": accepted.LONGEST_AUTHOR,
        }
    if (length := len(piece.digest)) > accepted.LONGEST_DIGEST:
        yield _("The digest has %(length)d characters; WeChat takes %(limit)d. Shorten it there.") % {
            "length": length,
            "limit": accepted.LONGEST_DIGEST,
        }


def _of_text(piece):
    length = len("".join(piece.text.split()))
    if length >= accepted.MOST_CHARACTERS:
        yield _("The text has %(length)d characters; WeChat takes fewer than %(limit)d. Divide it.") % {
            "length": length,
            "limit": accepted.MOST_CHARACTERS,
        }
    if len(piece.bare.encode()) >= accepted.MOST_BYTES:
        yield _("With its markup the text is larger than 1 MB, which WeChat does not take. Divide it.")
    for number, columns in enumerate(piece.rewritten.columns, 1):
        if columns > accepted.MOST_COLUMNS:
            yield _(
                "Table %(number)d has %(columns)d columns: too narrow on a telephone. A picture of it reads better."
            ) % {
                "number": number,
                "columns": columns,
            }
    if notes := len(piece.rewritten.notes):
        yield ngettext(
            "WeChat takes away links to other sites: %(count)d has become a note at the end.",
            "WeChat takes away links to other sites: %(count)d have become notes at the end.",
            notes,
        ) % {"count": notes}


def _of_pictures(piece):
    if piece.cover is None:
        yield _("It has no picture. WeChat wants a cover: choose one there.")
    for alt in piece.rewritten.lost:
        yield _("The file of a picture is missing, and it was left out: “%(picture)s”.") % {"picture": alt}
