"""Periods and changes of notices in words."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from notices.models import Kind, Notice
from notices.period_words import end_words, period_words, when_words
from notices.templatetags.notices import change, steps
from portal.testing import make_notice

NIGHT, MORNING = time(22), time(6)
Nature, Relation = Kind.Nature, Notice.Relation


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(timezone.make_aware(datetime(2026, 11, 22, 9)))


def a_notice(first, last=None, nature=Nature.OUTAGE, at=None, until=None):
    return Notice(
        kind=Kind(nature=nature),
        effective_from=date(*first),
        effective_until=last and date(*last),
        effective_from_time=at,
        effective_until_time=until,
    )


@pytest.mark.parametrize(
    ("notice", "short", "full"),
    [
        (
            a_notice((2026, 11, 30), (2026, 12, 1), at=NIGHT, until=MORNING),
            "11月30日22:00至12月1日6:00",
            "11月30日（周一）22:00至次日6:00",
        ),
        (
            a_notice((2026, 11, 30), (2026, 11, 30), at=time(8, 5), until=time(17)),
            "11月30日8:05至17:00",
            "11月30日（周一）8:05至17:00",
        ),
        (
            a_notice((2026, 11, 30), (2026, 12, 2), at=NIGHT),
            "11月30日22:00至12月2日24:00",
            "11月30日（周一）22:00至12月2日（周三）24:00",
        ),
        (
            a_notice((2026, 11, 30), (2026, 12, 2), until=MORNING),
            "11月30日0:00至12月2日6:00",
            "11月30日（周一）0:00至12月2日（周三）6:00",
        ),
        (a_notice((2026, 11, 30), (2026, 11, 30)), "11月30日", "11月30日（周一）全天"),
        (a_notice((2026, 11, 28), (2026, 11, 30)), "11月28日至30日", "11月28日（周六）至11月30日（周一）"),
        (a_notice((2026, 11, 30), (2026, 12, 2)), "11月30日至12月2日", "11月30日（周一）至12月2日（周三）"),
        (a_notice((2026, 11, 1), (2026, 12, 31)), "11月1日至12月31日", "11月1日至12月31日"),
        (
            a_notice((2026, 12, 31), (2027, 1, 1), at=NIGHT, until=MORNING),
            "12月31日22:00至2027年1月1日6:00",
            "12月31日（周四）22:00至次日6:00",
        ),
        (a_notice((2025, 3, 1), (2025, 5, 2)), "2025年3月1日至5月2日", "2025年3月1日至5月2日"),
        (a_notice((2025, 12, 1), (2026, 12, 5)), "2025年12月1日至2026年12月5日", "2025年12月1日至2026年12月5日"),
        (a_notice((2026, 11, 22)), "11月22日起，至另行通知", "11月22日（周日）起，至另行通知"),
        (
            a_notice((2026, 11, 22), at=time(0, 30)),
            "11月22日0:30起，至另行通知",
            "11月22日（周日）0:30起，至另行通知",
        ),
        (a_notice((2027, 1, 1), nature=Nature.POLICY), "自2027年1月1日起", "自2027年1月1日起"),
    ],
)
def test_a_period_is_written_as_a_paper_prints_it(notice, short, full):
    assert period_words(notice) == short
    assert when_words(notice) == full


def test_the_end_is_named_in_full_and_the_one_announced_beside_an_earlier_one(db):
    notice = make_notice(effective_until=date(2026, 11, 30))
    assert end_words(notice) == "2026年11月30日24:00"
    make_notice(
        follows=notice, relation=Relation.ENDS_EARLY, effective_from=date(2026, 11, 25), effective_from_time=MORNING
    )
    notice.refresh_from_db()
    assert end_words(notice) == "2026年11月25日6:00（原定2026年11月30日24:00）"
    assert end_words(make_notice()) == "未定"


@pytest.mark.parametrize(
    ("relation", "starts", "sentence"),
    [
        (Relation.EXTENDS, 5, "已由《后》延长。"),
        (Relation.CORRECTS, 5, "已由《后》更正。"),
        (Relation.RESULT, 5, "结果已公布：《后》。"),
        (Relation.REPLACES, 5, "自11月27日起由《后》替代。"),
        (Relation.REPEALS, 5, "自11月27日起由《后》废止。"),
        (Relation.ENDS_EARLY, 5, "将由《后》于11月27日0:00提前结束。"),
        (Relation.REPLACES, -5, "已由《后》自11月22日8:00起替代。"),
        (Relation.REPEALS, -5, "已由《后》自11月22日8:00起废止。"),
        (Relation.ENDS_EARLY, -5, "已由《后》于11月22日8:00提前结束。"),
    ],
)
def test_it_is_said_what_the_next_in_the_chain_does_and_when(db, relation, starts, sentence):
    first = make_notice("前")
    later = make_notice("后", follows=first, relation=relation, effective_from=date(2026, 11, 22 + starts))
    first.refresh_from_db()
    said = change(first, later.pk, later.title)
    assert said.replace(f'<a href="/notices/{later.pk}/">', "").replace("</a>", "") == sentence
    assert Notice.objects.listed().get(pk=first.pk).next_in_chain == {"pk": later.pk, "title": "后"}


def test_markup_in_the_title_of_the_next_is_escaped(db):
    first = make_notice()
    later = make_notice("<b>{notice}</b>", follows=first, relation=Relation.EXTENDS)
    first.refresh_from_db()
    assert "《&lt;b&gt;{notice}&lt;/b&gt;》" in change(first, later.pk, later.title)


def test_a_list_knows_no_follower_that_is_not_public(db):
    first = make_notice()
    make_notice(follows=first, relation=Relation.EXTENDS, publish_at=timezone.now() + timedelta(hours=1))
    assert Notice.objects.listed().get(pk=first.pk).next_in_chain is None


def test_numbers_typed_before_the_steps_are_not_printed_twice():
    typed = "1. 储水。\n2、关龙头。\n\n（3）先放水。\n四、报修。\n10.5元一张。\n  15日前办完。"
    assert steps(Notice(what_to_do=typed)) == [
        "储水。",
        "关龙头。",
        "先放水。",
        "报修。",
        "10.5元一张。",
        "15日前办完。",
    ]
