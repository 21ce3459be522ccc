"""What a line below a picture says of it: what is to be seen, and who took it."""

import re
from typing import NamedTuple

from photos.models import Photo
from text.invisible import BLANKS

LONGEST = 120  # characters of a line that is a caption
LONGEST_CREDIT = 40  # characters at its end, in which the credit is sought
# Signs as they are read here, each still one character: what is found in the one text is cut out of the other.
PLAIN = str.maketrans("（）［］【】：／　，。", "()()():/ ,.")
NAME = "(?:[一-鿿]{1,8}(?:·[一-鿿]{1,10})+|[一-鿿] [一-鿿]|[一-鿿]{2,4})"
ROLE = "(?:本报|[一-鿿]{2,6}报|特约|见习|实习|首席)?(?:记者|通讯员|摄影师|摄影|读者|市民)"
GIVER = "(?P<name>[^ ,.:()]{2,20}?)"
CREDITS = (
    (Photo.Credit.PHOTOGRAPHER, re.compile(rf"\(?(?P<role>{ROLE})[ :]?(?P<name>{NAME})[ /]?摄影?[).]{{0,2}}\Z")),
    (Photo.Credit.PHOTOGRAPHER, re.compile(rf"(?:(?<=[ .,;:!?()])|\A)(?P<name>{NAME})(?:[ /]摄影?|摄)[).]{{0,2}}\Z")),
    (Photo.Credit.PHOTOGRAPHER, re.compile(rf"\(?摄影[:/ ] ?(?P<name>{NAME})[).]{{0,2}}\Z")),
    (Photo.Credit.SUPPLIED, re.compile(rf"\(?(?:图|图片|照片)[均都]?[由:] ?{GIVER} ?(?:提供|供图)[).]{{0,2}}\Z")),
    (Photo.Credit.SUPPLIED, re.compile(rf"(?:(?<=[ .,;:!?()])|\A){GIVER} ?供图[).]{{0,2}}\Z")),
    (Photo.Credit.ARCHIVE, re.compile(r"\(?(?:本报)?资料(?:图片|图|照片)[).]{0,2}\Z")),
)  # fmt: skip
POINTERS = "[▲△▼▽◀◁▶▷◄►↑↓←→]"
CAPTION = re.compile(
    f"{POINTERS}|图(?:片说明|片|说|注)?[0-9一二三四五六七八九十]{{0,2}}[ :：.、]|图[①-⑳]"
    "|[左右上下]?图为|[左右上下]图[ :：]"
)
SAYING_NOTHING = re.compile(f"{POINTERS}|图(?:片说明|片|说|注)?[:：]")


class Caption(NamedTuple):
    text: str  # without the credit
    credit_kind: str = ""
    credit_name: str = ""


def caption_in(text: str, is_styled: bool = False) -> Caption | None:
    """Return the Caption that the line `text` below a picture is; None where it is none.

    It is one by its style, by how it begins, or by a credit at its end.
    """
    if not text or len(text) > LONGEST:
        return None
    caption = _credited(text)
    if not (is_styled or caption.credit_kind or CAPTION.match(text)):
        return None
    opening = SAYING_NOTHING.match(caption.text)
    return caption._replace(text=caption.text[opening.end() if opening else 0 :].strip(BLANKS))


def _credited(text: str) -> Caption:
    start = max(0, len(text) - LONGEST_CREDIT)
    end = text[start:].translate(PLAIN)
    for kind, pattern in CREDITS:
        if found := pattern.search(end):
            said = found.groupdict()
            name = "".join((said.get("name") or "").split())
            credit = " ".join(filter(None, [said.get("role"), name])).removeprefix("本报")
            return Caption(text[: start + found.start()].strip(BLANKS), kind, credit)
    return Caption(text)
