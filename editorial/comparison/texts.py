"""Compares two texts of several passages, as blocks."""

from django.utils.translation import gettext as _

from photos.models import Photo

from ..rendering import photo_stems
from .alignment import paired, stretches
from .change import ADDED, REMOVED, SAME, BlockKind, ComparedBlock, Piece, remark
from .passages import lines_of, passages_of
from .tokens import shown
from .unchanged import folded
from .wording import wording

NOT_WORDS = {BlockKind.PICTURE, BlockKind.RULE}


def rich_text_blocks(old, new):
    """Return the blocks of two versions of sanitised HTML. It takes one query where they show pictures."""
    pictures = _names_of_pictures(photo_stems(old + new))
    return passage_blocks(passages_of(old, pictures), passages_of(new, pictures))


def text_blocks(old, new):
    return passage_blocks(lines_of(old), lines_of(new))


def passage_blocks(old, new):
    """Return the blocks of two lists of passages. Long stretches that did not change are left out."""
    blocks = [block for one, other in _aligned(old, new) for block in _blocks(one, other)]
    if not any(block.is_changed for block in blocks):
        return [remark(_("Text and pictures are the same; only invisible characters differ."))]
    return folded(blocks)


def _aligned(old, new):
    """Yield pairs of passages, with None for no partner. A passage that was moved has no partner in either place."""
    for one, other in stretches(old, new):
        if one == other:
            yield from zip(one, other, strict=True)
        elif len(one) == len(other) == 1 and _are_of_a_sort(one[0], other[0]):
            yield one[0], other[0]
        else:
            yield from paired(one, other, lambda passage: passage.shingles)


def _are_of_a_sort(one, other):
    return one.kind == other.kind or not NOT_WORDS & {one.kind, other.kind}


def _blocks(old, new):
    if old is None:
        return [ComparedBlock(new.kind, wording([], new.tokens))]
    if new is None:
        return [ComparedBlock(old.kind, wording(old.tokens, []))]
    if old == new:
        return [ComparedBlock(new.kind, [Piece(shown(new.tokens), SAME)])]
    if old.kind != new.kind and NOT_WORDS & {old.kind, new.kind}:
        return [*_blocks(old, None), *_blocks(None, new)]
    if old.key != new.key:
        return [ComparedBlock(new.kind, [Piece(shown(old.tokens), REMOVED), Piece(shown(new.tokens), ADDED)])]
    return [ComparedBlock(new.kind, wording(old.tokens, new.tokens), was=old.kind if old.kind != new.kind else None)]


def _names_of_pictures(stems):
    """Return {stem: title} of the pictures with `stems`. Where two have the same title, their number is added."""
    photos = list(Photo.objects.with_stems(stems)) if stems else []
    titles = [photo.title for photo in set(photos)]
    numbered = _("%(title)s (no. %(number)s)")
    return {
        photo.asked: photo.title
        if titles.count(photo.title) == 1
        else numbered % {"title": photo.title, "number": photo.pk}
        for photo in photos
    }
