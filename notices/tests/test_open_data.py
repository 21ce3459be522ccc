"""开放数据: every public notice in one file, as a table and as JSON, streamed in batches."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from editorial.rules import Action
from notices.chains import Relation
from notices.models import Notice
from notices.open_data import FIELDS, LISTS, code
from portal.testing import make_notice, make_place

from .data_files import JSON, TABLE, listed, table, whole

pytestmark = pytest.mark.django_db
FILES = pytest.mark.parametrize("path", [TABLE, JSON])


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    """Ten in the morning; return a function that moves the clock on by a timedelta."""
    settings.SITE_URL = "https://qinghe.example"
    time_machine.move_to("2026-11-30T10:00:00+08:00", tick=False)
    return lambda by: time_machine.shift(by)


@pytest.fixture
def water_cut():
    """A notice with all that a notice can have."""
    street = make_place("梧桐街道", parent=make_place("禾东区"))
    notice = make_notice(
        places=[street, make_place("禾西区")],
        document_number="青水〔2026〕15号",
        issued_on=date(2026, 11, 28),
        effective_from=date(2026, 11, 30),
        effective_from_time=time(22),
        effective_until=date(2026, 12, 1),
    )
    notice.facts.create(label="停水时长", value="8小时", order=2)
    notice.facts.create(label="影响户数", value="320户", order=1)
    return notice


def test_every_field_of_a_notice_stands_in_json_in_the_words_of_programs(client, water_cut):
    after = make_notice("提前恢复供水", follows=water_cut, relation=Relation.CORRECTS)
    first, second = listed(client)
    assert first == {
        "index_number": water_cut.index_number,
        "document_number": "青水〔2026〕15号",
        "title": "桃花新村夜间计划停水",
        "kind": "停水",
        "nature": "outage",
        "level": "ordinary",
        "authority": "青禾市自来水公司",
        "issued_on": "2026-11-28",
        "published_at": "2026-11-30T09:00:00+08:00",
        "effective_from": "2026-11-30T22:00:00+08:00",
        "effective_until": "2026-12-01",
        "over_at": "2026-11-30T09:00:00+08:00",
        "status": "ended",
        "places": ["禾东区 › 梧桐街道", "禾西区"],
        "facts": [{"label": "影响户数", "value": "320户"}, {"label": "停水时长", "value": "8小时"}],
        "follows": None,
        "relation": None,
        "address": f"https://qinghe.example/notices/{water_cut.pk}/",
        "withdrawn_at": None,
        "withdrawn_reason": None,
    }
    assert list(first) == [field.name for field in FIELDS]
    assert (second["follows"], second["relation"]) == (water_cut.index_number, "corrects")
    assert (second["effective_until"], second["over_at"], second["facts"], second["places"]) == (None, None, None, [])
    assert second["address"] == f"https://qinghe.example/notices/{after.pk}/"


def test_the_table_says_the_same_in_the_words_of_people(client, water_cut):
    make_notice("提前恢复供水", follows=water_cut, relation=Relation.CORRECTS)
    first, second = table(client)
    assert list(first) == [str(field.head) for field in FIELDS]
    shown = {
        "文号": "青水〔2026〕15号",
        "性质": "停供（水、电、气）",
        "状态": "已失效",
        "地点": "禾东区 › 梧桐街道、禾西区",
        "要点": "影响户数：320户；停水时长：8小时",
    }
    shown |= {"成文日期": "2026-11-28", "生效日期": "2026-11-30 22:00:00", "截止日期": "2026-12-01", "前一份": ""}
    assert {head: first[head] for head in shown} == shown
    assert (second["前一份"], second["对前一份的作用"]) == (water_cut.index_number, "更正")
    assert (second["地点"], second["要点"]) == ("全市", "")


def test_it_says_whence_it_comes_when_it_was_made_and_what_one_may_do_with_it(client):
    head = whole(client)
    assert head.pop("notices") == []
    assert "请注明“青禾晚报”" in head.pop("licence")
    assert head == {
        "title": "通告",
        "source": "青禾晚报",
        "about": "https://qinghe.example/notices/data/",
        "generated_at": "2026-11-30T10:00:00+08:00",
    }


def test_a_withdrawn_notice_stays_with_its_day_and_reason(client, water_cut, final_reviewer):
    water_cut.decide(Action.WITHDRAW, final_reviewer, "改期")
    (row,) = listed(client)
    assert (row["status"], row["withdrawn_at"], row["withdrawn_reason"], row["facts"]) == (
        "withdrawn", "2026-11-30T10:00:00+08:00", "改期", None,
    )  # fmt: skip


@FILES
def test_what_is_not_public_is_not_in_it(client, path):
    make_notice("秘密甲", state="draft", publish_at=None)
    make_notice("秘密乙", state="in_review", publish_at=None)
    make_notice("秘密丙", publish_at=timezone.now() + timedelta(seconds=1))
    assert "秘密" not in b"".join(client.get(path)).decode()


def test_an_end_that_is_to_be_published_later_is_not_told_before(client, clock):
    notice = make_notice()
    make_notice(
        "提前恢复供水", follows=notice, relation=Relation.ENDS_EARLY, publish_at=timezone.now() + timedelta(days=1)
    )
    assert listed(client)[0]["over_at"] is None
    clock(timedelta(days=1))
    assert listed(client)[0]["over_at"] == "2026-12-01T10:00:00+08:00"


def test_the_status_is_that_of_the_second_and_no_cache_keeps_it_longer(client, clock):
    make_notice(
        effective_from_time=time(10, 0, 20), effective_until=date(2026, 11, 30), effective_until_time=time(10, 1)
    )
    assert listed(client)[0]["status"] == "upcoming"
    assert client.get(TABLE)["Cache-Control"] == "public, max-age=20"
    clock(timedelta(seconds=20))
    assert listed(client)[0]["status"] == "in_force"
    assert client.get(JSON)["Cache-Control"] == "public, max-age=40"
    clock(timedelta(seconds=40))
    assert listed(client)[0]["status"] == "ended"


def test_each_fixed_list_is_explained_with_its_words(client, water_cut):
    page = client.get("/notices/data/").content.decode()
    for field in FIELDS:
        assert f"<code>{field.name}</code>" in page
        assert str(field.meaning) in page
    row = listed(client)[0]
    for name, members in LISTS.items():
        assert row[name] is None or row[name] in {code(member) for member in members}
        assert all(f"<code>{code(member)}</code> {member.label}" in page for member in members)
    assert datetime.fromisoformat(whole(client)["generated_at"]) == timezone.now()
    assert Notice.objects.count() == 1
