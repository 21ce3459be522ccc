"""What is private in a citizen's text is met whatever invisible characters its keyboard put into it."""

import pytest

from questions.anonymity import HOUSE, NAME, NUMBER, anonymised
from questions.full_names import looks_like_full_name
from questions.private_words import without
from text.invisible import INVISIBLE

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
MARKS = sorted(INVISIBLE)[::40]


@pytest.mark.parametrize("mark", MARKS)
def test_a_number_a_name_and_a_flat_are_taken_out_with_what_nobody_sees_in_them(mark):
    text = f"我叫王{mark}芳，住3{mark}栋501室，电话{mark}138{mark}0000{mark}1111{mark}，请回电。"
    assert anonymised(text) == f"我叫{NAME}，住{HOUSE}，电话{mark}{NUMBER}{mark}，请回电。"


def test_a_family_before_a_number_in_wide_digits_hides_nothing():
    text = f"{FAMILY} 我们一家住在梧桐苑，电话１３８００００１１１１，请回电。"
    assert anonymised(text) == f"{FAMILY} 我们一家住在梧桐苑，电话{NUMBER}，请回电。"


def test_a_known_name_is_met_with_something_in_it_and_for_something_in_it():
    for name, text in (("王芳", "王\u200b芳说灯坏了。"), ("王\u200b芳", "王芳说灯坏了。")):
        assert anonymised(text, [name]) == f"{NAME}说灯坏了。"


@pytest.mark.parametrize("mark", MARKS)
def test_a_full_name_is_one_with_something_in_it(mark):
    assert looks_like_full_name(f"王{mark}小芳")
    assert not looks_like_full_name(f"王女{mark}士{mark}")


@pytest.mark.parametrize("mark", MARKS)
def test_what_is_known_of_an_asker_is_taken_out_of_a_reply_with_what_nobody_sees_in_it(mark):
    reply = f"王{mark}芳<b>&amp;家人</b>，电话13{mark}8 0{mark}{mark}0000001111。"
    assert (
        without(reply, ["王芳", f"王{mark}芳", "13800000001111", "&家人", mark * 2])
        == "〔已删除〕<b>〔已删除〕</b>，电话〔已删除〕。"
    )
