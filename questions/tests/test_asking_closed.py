"""A desk that closes while somebody writes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.testing import make_desk
from questions.models import Case, Category
from questions.tests.asking import ask_path, go_on, send

pytestmark = pytest.mark.django_db


def test_a_desk_that_closed_meanwhile_says_so_and_gives_the_text_back(client):
    desk = make_desk(closes_on=timezone.localdate() - timedelta(days=1), closed_note="请到社区服务站。")
    assert client.get(ask_path(desk))["Location"] == desk.get_absolute_url()
    for answer in (go_on(client, desk, "路灯不亮"), send(client, desk)):
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "路灯不亮</textarea>" in page
        assert "请到社区服务站。" in page
    assert not Case.objects.exists()


def test_a_desk_that_closed_meanwhile_gives_back_everything_that_was_typed(client):
    desk = make_desk(closes_on=timezone.localdate() - timedelta(days=1), asks_address="may", asks_category="may")
    category = Category.objects.create(desk=desk, name="路灯照明")
    typed = {"name": "王女士", "telephone": "打不通的", "address": "桃花新村3栋"}
    page = send(client, desk, category=category.pk, **typed).content.decode()
    for text in ("路灯不亮", "路灯照明", *typed.values()):
        assert f"{text}</textarea>" in page
