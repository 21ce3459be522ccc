"""What is told of a chain's future, on every page and in every file: what is public, and nothing that will not be."""

from datetime import date, time, timedelta

import pytest
import time_machine

from notices.calendar.calendar_days import told_anew
from notices.chains import Relation
from notices.models import Notice
from notices.period_words import end_words, period_words, when_told
from notices.tests.alerts import feed, make_alert, moment, text, told
from notices.tests.calendar_files import events_of
from notices.tests.data_files import listed
from notices.tests.lives import at, fresh, withdraw
from portal.testing import make_kind, make_notice

pytestmark = pytest.mark.django_db
JANUARY, CORRECTED = date(2027, 1, 1), date(2026, 12, 15)
PUBLIC = at(0, day=31)  # the first of December


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(at(12), tick=False) as traveller:
        yield traveller


def pages(client, notice):
    """All that a reader gets of `notice` in words: its page, the board, its alert, its event."""
    path = notice.get_absolute_url()
    for address in (path, "/notices/", f"{path}cap.xml", f"{path}calendar.ics"):
        yield client.get(address).content.decode().replace("\r\n ", "")


def ends(client, notice):
    """The days on which data.json, the alert and the event let `notice` end."""
    entry = next(row for row in listed(client) if row["title"] == notice.title)
    (event,) = events_of(client.get(f"{notice.get_absolute_url()}calendar.ics")).values()
    end = event["DTEND"].dt
    days = [
        entry["over_at"][:10],
        str(moment(told(client, notice), "expires").date()),
        str(getattr(end, "date", lambda: end)()),
    ]
    return set(days)


def test_a_date_under_an_embargo_is_told_nowhere_before_it_is_public(client, clock):
    first = make_alert("第一份", effective_until=date(2027, 6, 30))
    second = make_notice("第二份", follows=first, relation=Relation.REPLACES, effective_from=JANUARY)
    make_notice("机密", follows=second, relation=Relation.CORRECTS, effective_from=CORRECTED, publish_at=PUBLIC)
    assert fresh(first).taken_over_at == at(0, day=45)
    for said in pages(client, first):
        assert not [word for word in ("机密", "12月15日", "2026-12-15", "20261215") if word in said], said
    assert "自2027年1月1日起由" in client.get("/notices/").content.decode()
    assert ends(client, first) == {"2027-01-01"}
    clock.move_to(PUBLIC)
    assert "自12月15日起由" in client.get(first.get_absolute_url()).content.decode()
    assert ends(client, first) == {"2026-12-15"}


def test_an_end_that_will_be_taken_back_stands_until_readers_learn_of_it(clock):
    first = make_notice("第一份", effective_until=date(2027, 6, 30))
    second = make_notice("第二份", follows=first, relation=Relation.REPLACES, effective_from=JANUARY)
    make_notice("撤销", follows=second, relation=Relation.REPEALS, effective_from=CORRECTED, publish_at=PUBLIC)
    first = fresh(first)
    assert (first.taken_over_at, end_words(first)) == (None, "2027年1月1日0:00（原定2027年6月30日24:00）")
    clock.move_to(PUBLIC)
    assert end_words(first) == "2027年6月30日24:00"


def test_what_was_taken_back_before_its_day_is_said_to_do_nothing(client):
    first = make_alert("第一份")
    second = make_notice("第二份", follows=first, relation=Relation.REPLACES, effective_from=JANUARY)
    make_notice("第三份", follows=second, relation=Relation.REPEALS, effective_from=CORRECTED)
    assert fresh(first).taken_over_at is None
    page = client.get(first.get_absolute_url()).content.decode()
    above = page.partition('class="notice-standing"')[2].partition("</aside>")[0]
    assert "替代" not in above
    assert "第三份" in above
    cards = client.get("/notices/").content.decode()
    assert "notice-change" not in cards.partition(f'href="{first.get_absolute_url()}"')[2].partition("</article>")[0]
    assert "替代" not in text(told(client, first), "note")


@pytest.fixture
def repealed(final_reviewer):
    """The first of a chain whose second one was withdrawn and whose third repeals that."""
    first = make_alert("第一份")
    second = make_notice("第二份", follows=first, relation=Relation.EXTENDS)
    make_notice("第三份", follows=second, relation=Relation.REPEALS, publish_at=at(12))
    withdraw(second, final_reviewer)
    return fresh(first)


def test_what_was_withdrawn_is_passed_over_on_the_board_and_in_files(client, repealed, clock):
    clock.shift(60)
    entry = next(row for row in listed(client) if row["title"] == "第一份")
    assert (entry["status"], entry["over_at"]) == ("repealed", at(12).isoformat())
    alert = told(client, repealed)
    assert (text(alert, "msgType"), moment(alert, "expires")) == ("Cancel", at(12))
    assert "由《第三份》废止" in text(alert, "note").replace(" ", "")
    assert "第一份" in feed(client)
    card = Notice.objects.listed().get(pk=repealed.pk)
    assert card.next_in_chain["title"] == "第三份"
    assert "已由" in client.get("/notices/?status=over").content.decode()
    clock.shift(timedelta(days=1))
    assert "第一份" not in feed(client)


def test_what_corrects_a_withdrawn_extension_tells_all_anew(final_reviewer):
    first = make_notice("第一份")
    second = make_notice("第二份", follows=first, relation=Relation.EXTENDS)
    make_notice("第三份", follows=second, relation=Relation.CORRECTS)
    withdraw(second, final_reviewer)
    assert set(Notice.objects.published().exclude(told_anew()).values_list("title", flat=True)) == {"第三份"}


ENDED = {"effective_from": date(2026, 11, 25), "effective_from_time": time(20, 36)}


def test_a_notice_that_was_ended_shows_its_real_end_wherever_its_period_stands(client, clock):
    first = make_notice("第一份", kind=make_kind(), effective_until=date(2027, 2, 28))
    other = make_notice("另一份")
    make_notice("第二份", follows=first, relation=Relation.ENDS_EARLY, **ENDED)
    clock.move_to(at(12, day=26))
    full = "11月22日（周日）0:00至11月25日（周三）20:36（原定2027年2月28日24:00）"
    assert full in client.get(first.get_absolute_url()).content.decode()
    (event,) = events_of(client.get(f"{first.get_absolute_url()}calendar.ics")).values()
    assert event["DESCRIPTION"].splitlines()[1] == full
    related = client.get(other.get_absolute_url()).content.decode().partition('id="related"')[2]
    assert "11月22日0:00至<wbr>11月25日20:36<" in related
    assert "2027年2月28日" not in related


@pytest.mark.parametrize(
    ("relation", "fields", "said"),
    [
        (Relation.REPLACES, {"effective_from": date(2026, 11, 26)}, "11月22日至25日"),
        (Relation.ENDS_EARLY, ENDED, "11月22日0:00至11月25日20:36"),
        (Relation.EXTENDS, ENDED, "11月22日至12月24日"),
        (Relation.CORRECTS, ENDED, "11月22日至12月24日"),
        (Relation.RESULT, ENDED, "11月22日至12月24日"),
    ],
)
def test_a_list_tells_the_real_end_of_what_another_ends_and_no_other(relation, fields, said):
    first = make_notice(effective_until=date(2026, 12, 24))
    make_notice(follows=first, relation=relation, **fields)
    assert period_words(fresh(first)) == said


def test_what_is_taken_back_before_it_begins_keeps_its_announced_period():
    first = make_notice(effective_from=date(2026, 11, 28), effective_until=date(2026, 11, 30))
    make_notice(follows=first, relation=Relation.REPEALS)
    assert period_words(fresh(first)) == "11月28日至30日"


def test_typed_words_stay_and_the_real_end_stands_behind_them():
    first = make_notice(when="每晚22:00至次日6:00", effective_until=date(2026, 12, 24))
    assert when_told(first) == "每晚22:00至次日6:00"
    make_notice(follows=first, relation=Relation.ENDS_EARLY, **ENDED)
    assert when_told(fresh(first)) == "每晚22:00至次日6:00（至2026年11月25日20:36止）"
