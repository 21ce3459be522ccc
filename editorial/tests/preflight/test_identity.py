"""Identity-card numbers. 11010519491231002X is the example of the standard; region 99 is nowhere."""

import pytest
from hypothesis import given, strategies as st

from editorial.preflight.identity import CHECK_CHARACTERS, WEIGHTS, IdentityNumbers, is_identity_number

from .reading import findings, messages, met

CHECK = IdentityNumbers()
EXAMPLE = "11010519491231002X"
DIGITS_ALONE = "990101198801010012"


@pytest.mark.parametrize(
    "text",
    [
        f"身份证号{EXAMPLE}，已核对。",
        f"身份证号：{EXAMPLE.lower()}",
        "身份证号为110105 19491231 002X的王女士",
        "身份证号为1101 0519 4912 3100 2X，请核对",
        "110105-19491231-002 X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105\u00a019491231\u3000002X",
        "1101051949\u200b1231002X",
        f"编号No{EXAMPLE}。",
        f"电话5550100 {EXAMPLE}",
    ],
)
def test_an_identity_card_number_is_met_however_it_is_typed(text):
    assert met(CHECK, text) == [EXAMPLE]


def test_one_of_digits_alone_is_met_too():
    assert is_identity_number(DIGITS_ALONE)
    assert met(CHECK, f"她的号码是{DIGITS_ALONE}，住在桃花新村。") == [DIGITS_ALONE]


def test_two_side_by_side_are_two():
    assert met(CHECK, f"{EXAMPLE} {DIGITS_ALONE}") == [EXAMPLE, DIGITS_ALONE]


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # the wrong check digit
        "110105194913310028",  # no such month
        f"9{DIGITS_ALONE}",
        f"{DIGITS_ALONE}5",
        f"{EXAMPLE}L1",
        "文号青建〔2026〕118号，涉及655栋、2.12万户，改造面积约196万平方米。",
        "热线5550100、5550101，邮编000000，2026年11月22日8:30—17:30。",
        "2019 2020 2021 2022 2023 2024 2025 2026",
    ],
)
def test_other_long_numbers_are_left_alone(text):
    assert met(CHECK, text) == []


def test_the_message_shows_the_number_to_nobody():
    (finding,) = findings(CHECK, f"身份证号{EXAMPLE}")
    assert finding.message == "“正文”中有身份证号码：110•••••••••••••2X。"
    assert EXAMPLE not in repr(finding)
    assert EXAMPLE not in finding.digest


def test_markup_neither_hides_nor_makes_a_number():
    assert met(CHECK, "<p>110105<strong>19491231</strong>002&#88;</p>", is_html=True) == [EXAMPLE]
    assert met(CHECK, "<table><tr><td>110105</td><td>19491231</td><td>002X</td></tr></table>", is_html=True) == []
    assert met(CHECK, f'<p><a href="https://qinghe.example/{EXAMPLE}">详情</a></p>', is_html=True) == []


def test_the_same_number_twice_reads_the_same():
    once, again = messages(CHECK, "11010519491231002X，即110105 19491231 002x")
    assert once == again


@given(st.integers(10**5, 10**6 - 1), st.dates(), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_a_number_with_one_wrong_digit_is_no_identity_number(region, born, serial, place, step):
    if born.year < 1800:
        return
    digits = f"{region}{born:%Y%m%d}{serial:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    number = digits + CHECK_CHARACTERS[total % 11]
    assert is_identity_number(number)
    wrong = (int(digits[place]) + step) % 10
    assert not is_identity_number(f"{number[:place]}{wrong}{number[place + 1 :]}")
