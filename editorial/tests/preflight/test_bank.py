"""Bank-card numbers. These are the card schemes' published test numbers."""

import pytest
from hypothesis import given, strategies as st

from editorial.preflight.bank import BankCardNumbers, is_credit_code, passes_luhn
from editorial.preflight.identity import is_identity_number

from .reading import findings, met

CHECK = BankCardNumbers()
SIXTEEN, NINETEEN = "6200000000000005", "6205500000000000004"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("汇款至6200000000000005，户名林女士", SIXTEEN),
        ("卡号：6200 0000 0000 0005。", SIXTEEN),
        ("卡号6200-0000-0000-0005", SIXTEEN),
        ("卡号６２００００００００００００05", SIXTEEN),
        ("卡号No.6200000000000005", SIXTEEN),
        ("6205500000000000004", NINETEEN),
        ("6205 5000 0000 0000 004", NINETEEN),
        ("620550 0000000000004", NINETEEN),
        ("4111 1111 1111 1111", "4111111111111111"),
        ("3782 822463 10005", "378282246310005"),
        ("6200 0000 0000 0005 138 0013 8000", SIXTEEN),
    ],
)
def test_a_card_number_is_met_however_it_is_typed(text, number):
    assert met(CHECK, text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "6200000000000006",  # fails the check
        "62000000000000056200000000000005",
        "5550100 5550101 550105",
        "63381234 63381236",
        "2026112210300009",
        "ISBN 9787000000094",
        "条码6900000000096",
        "https://qinghe.example/a/6200000000000005.html",
        "编号MA6200000000000005",
        "批号6200000000000005B，6200000000000005_2",
        "圆周率3.6200000000000005",
        "6200 元、0000 元、0000 元、0005 元",
        "涉及655栋、2.12万户，改造面积约196万平方米，投资估算约12亿元",
    ],
)
def test_other_long_numbers_are_left_alone(text):
    assert met(CHECK, text) == []


def test_the_number_by_which_a_firm_is_registered_is_public():
    code = next(
        number for tail in range(100_000) if is_credit_code(number := f"9111{tail:014d}") and passes_luhn(number)
    )
    assert met(CHECK, f"统一社会信用代码{code}") == []


def test_an_identity_card_number_is_no_card_number():
    both = next(
        number
        for serial in range(10_000)
        if is_identity_number(number := f"41990119900101{serial:04d}") and passes_luhn(number)
    )
    assert met(CHECK, f"身份证号{both}") == []


def test_the_message_shows_the_number_to_nobody():
    (finding,) = findings(CHECK, "卡号：6200 0000 0000 0005。")
    assert finding.message == "“正文”中有银行卡号：620•••••••••••05。"


@given(st.text("0123456789", min_size=12, max_size=18), st.data())
def test_one_wrong_digit_fails_the_check(digits, data):
    number = next(number for last in range(10) if passes_luhn(number := f"{digits}{last}"))
    place, step = data.draw(st.integers(0, len(digits))), data.draw(st.integers(1, 9))
    assert not passes_luhn(f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 :]}")
