"""What is known of an asker: the contact, and what is private in what they typed. Other texts are cleared of it."""

import re

from django.utils.html import escape
from django.utils.translation import gettext as _

from directory.models import Hotline, Place
from editorial.preflight.numbers import plain
from text.invisible import INVISIBLE, visible
from text.telephones import EXTENDED, NEXT

from .anonymity import NAME, spots
from .full_names import looks_like_full_name
from .models import Contact

TELEPHONE = 7  # digits at the least
UNSEEN = f"[{''.join(sorted(INVISIBLE))}]{{0,4}}+"  # as much of it as may stand between two characters
SHORTEST = 4  # characters: “3栋” alone occurs in many texts that have nothing to do with the asker


def names_to_hide(case):
    """Return the asker's name and address, if they were left. They are for hiding in a text, never for showing."""
    return Contact.objects.names_of([case.pk])[case.pk]


def known_of(case):
    """Return the strings that would lead to the asker of `case`, the longest first."""
    contact = Contact.objects.filter(case=case).first()
    words = {contact.name, contact.address, *_numbers_of(contact)} if contact else set()
    for text in texts_of_asker(case):
        words |= {text[start:end] for start, end, mark in spots(text) if mark == NAME or end - start >= SHORTEST}
    return _longest_first(words)


def known_beyond_doubt(case):
    """Return those strings of `known_of` that may be taken out of what readers see.

    They are parts of the contact alone, because one word too many would spoil what is printed. What readers know
    anyhow is left out: 王女士, the name of a neighbourhood, the number of an authority.
    """
    contact = Contact.objects.filter(case=case).first()
    if contact is None:
        return []
    is_public = {
        contact.name: not looks_like_full_name(contact.name),
        **{number: Hotline.objects.checked().filter(number=number).exists() for number in _numbers_of(contact)},
        contact.address: Place.objects.filter(name=contact.address).exists(),
    }
    return _longest_first(word for word, is_known in is_public.items() if not is_known)


def _numbers_of(contact):
    """Return the numbers that `contact` holds, each without its extension."""
    return [number.partition(EXTENDED)[0] for number in contact.telephone.split(NEXT)]


def _longest_first(words):
    return sorted((word for word in words if len(word) > 1), key=len, reverse=True)


def texts_of_asker(case):
    """Yield every text that the asker of `case` typed."""
    yield case.text
    yield case.rating_comment
    yield from case.additions.values_list("text", flat=True)


def without(text, words):
    """Return `text`, plain or HTML, with a mark in the place of each of `words`."""
    for word in filter(visible, words):
        text = re.sub(_as_written(word), _("〔deleted〕"), text)
    return text


def _as_written(word):
    """Return a pattern for `word`, whatever nobody sees in it.

    It finds a telephone number in groups or in full-width digits too.
    """
    digits = re.sub("[ -]", "", plain(word))
    if len(digits) >= TELEPHONE and digits.isascii() and digits.isdigit():
        return f"{UNSEEN}[ -]?{UNSEEN}".join(f"[{digit}{chr(ord(digit) + 0xFEE0)}]" for digit in digits)
    return "|".join(UNSEEN.join(map(re.escape, one)) for one in (visible(word), escape(visible(word))))
