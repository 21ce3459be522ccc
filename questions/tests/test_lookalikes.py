"""Published answers that look like a question: what is found, and what is not silly enough to be offered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.testing import make_answer, put
from questions.lookalikes import answers_like

pytestmark = pytest.mark.django_db

PUBLISHED = {
    "card": ("去哪里办“小绿”卡？", "我母亲七十岁了，不会用智能手机，想办一张“小绿”卡，骑公共自行车用。"),
    "train": ("退火车票须提供什么证件", "因个人原因需要退票，请问要带什么证件，能不能代办？"),
    "lamp": ("桃花新村的路灯什么时候修", "桃花新村3排东头的路灯坏了半个月，晚上一片漆黑。"),
    "water": ("梧桐街道停水了怎么办", "家里停水两天，物业说是主管道漏水，什么时候恢复供水？"),
    "bus": ("老年公交卡怎么年审", "七十岁以上老人的免费公交卡，今年在哪里年审？"),
    "lift": ("老旧小区加装电梯有没有补贴", "我们单元想加装电梯，听说政府有补贴，要什么条件？"),
    "school": ("外来务工人员子女怎么上小学", "孩子今年六岁，户口在外地，报名要准备哪些材料？"),
    "dog": ("小区里遛狗不牵绳归谁管", "晚上常有人遛大狗不牵绳，老人孩子都怕。"),
}


@pytest.fixture(autouse=True)
def published(db):
    return {name: make_answer(title, question=question) for name, (title, question) in PUBLISHED.items()}


def found(text, **options):
    titles = [answer.title for answer in answers_like(text, **options)]
    return [name for title in titles for name, (known, _question) in PUBLISHED.items() if known == title]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("小绿卡在哪里办", "card"),
        ("我想给我妈办一张骑公共自行车的小绿卡，她不会用智能手机", "card"),
        ("火车票退票要带什么证件？", "train"),
        ("我们小区路灯坏了，晚上漆黑，老人不敢出门", "lamp"),
        ("停水了！！！什么时候恢复供水啊", "water"),
        ("老人免费公交卡年审", "bus"),
        ("单元加装电梯的补贴怎么申请", "lift"),
        ("孩子户口在外地，想上小学要哪些材料", "school"),
        ("有人遛狗不牵绳，没人管", "dog"),
    ],
)
def test_what_was_asked_before_stands_first(text, first):
    assert found(text)[:1] == [first]


@pytest.mark.parametrize(
    "text",
    [
        "请问怎么办？",
        "您好，我想请问一下这个问题怎么解决，谢谢",
        "楼上邻居半夜唱歌吵得睡不着",
        "什么时候能去哪里办理",
        "的的的的",
        "?!",
        "",
        "12345",
        "今年的花市什么时候开始",
        "我母亲七十岁了",
        "晚上有人放鞭炮",
    ],
)
def test_ordinary_words_alone_are_no_likeness(text):
    assert found(text) == []


def test_only_what_is_public_now_is_offered(published):
    for answer in published.values():
        put(answer, publish_at=timezone.now() + timedelta(hours=1))
    assert found("小绿卡在哪里办") == []


def test_at_most_five_are_offered():
    for number in range(8):
        make_answer(f"桃花新村{number}排的路灯不亮")
    assert len(answers_like("桃花新村的路灯不亮了")) == 5


def test_it_takes_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        answers_like("小绿卡在哪里办")
