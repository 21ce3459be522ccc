"""Mobile numbers. 13800138000 is a service number that everybody knows."""

import pytest

from editorial.preflight.mobile import MobileNumbers
from portal.testing import make_authority

from .reading import findings, met

pytestmark = pytest.mark.django_db
CHECK = MobileNumbers()
NUMBER = "13800138000"


@pytest.mark.parametrize(
    "text",
    [
        "请拨打13800138000，找王女士。",
        "138 0013 8000",
        "138-0013-8000",
        "138—0013—8000",
        "1380013 8000",
        "138 00138000",
        "1380-013-8000",
        "１３８００１３８０００",
        "+8613800138000",
        "+86 138 0013 8000",
        "(+86)138-0013-8000",
        "0086-13800138000",
        "86 13800138000",
        "微信同号13800138000（李先生）",
        "电话0000-5550100/13800138000",
        "5550100、13800138000",
        "5550100 13800138000",
    ],
)
def test_a_mobile_number_is_met_however_it_is_typed(text):
    assert met(CHECK, text) == [NUMBER]


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize(
    "text",
    [
        "1380013800",
        "138001380001",
        "12800138000",
        "订单号20261122138001380005",
        "热线5550100，传真0000-5550101，监督电话12345。",
        "每户15000—20000元，最高150000-200000元。",
        "建于1949-1978 100余栋，1992年、1998年两次翻修。",
        "15日、16日、17日，13:00—15:00，每天13—15班。",
        "第15、16、17届共1300余人、18000平方米、199万元",
        "15-13 21-19 18-21",
        "390个小区、655栋、2.12万户，约196万平方米，12.3万平方米外墙",
        "400-555-0100转1380",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert met(CHECK, text) == []


def test_what_stands_among_the_hotlines_is_public():
    make_authority(number="138-0013-8000")
    assert met(CHECK, "报修请打13800138000或 +86 138 0013 8000，不要打19900001111。") == ["19900001111"]


def test_the_newspapers_own_numbers_are_public(settings):
    settings.NEWSPAPER = {**settings.NEWSPAPER, "hotline": NUMBER}
    assert met(CHECK, "本报热线13800138000") == []


@pytest.mark.django_db(databases=[])
def test_without_a_number_the_hotlines_are_not_asked():
    assert met(CHECK, "老楼装上了电梯，热线5550100。") == []


def test_the_message_shows_the_number_to_nobody():
    (finding,) = findings(CHECK, "请拨打138-0013-8000")
    assert finding.message == "“正文”中有手机号码：138••••••00。对外公布的电话，须先列入便民电话。"


def test_a_number_is_met_over_markup_but_not_over_cells():
    assert met(CHECK, "<p>138<strong>0013</strong>8000</p>", is_html=True) == [NUMBER]
    assert met(CHECK, "<p>138<br>0013<br>8000</p>", is_html=True) == []
    assert met(CHECK, "<table><tr><td>138</td><td>0013</td><td>8000</td></tr></table>", is_html=True) == []
