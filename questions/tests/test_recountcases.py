"""What the tallies should say is put right from the cases, and told beforehand where that is wished."""

from io import StringIO

import pytest
from django.core.management import call_command

from portal.testing import make_authority, make_case, make_desk
from questions.models import Tally
from questions.stages import answering, assigning, referring

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority(reporter):
    authority, desk = make_authority(), make_desk(head=reporter)
    for _number in range(3):
        case = make_case(desk)
        assigning.claim(case, reporter)
        referring.refer(case, reporter, authority, "路灯不亮。")
    answering.answer_asker(case, reporter, "<p>好了。</p>")
    return authority


def recount(*options):
    out = StringIO()
    call_command("recountcases", *options, stdout=out)
    return out.getvalue()


def rows():
    return list(Tally.objects.order_by("pk").values())


def test_where_all_is_right_nothing_changes(authority):
    before = rows()
    assert "改了0份" in recount()
    assert rows() == before


def test_a_wrong_tally_is_put_right(authority):
    right = rows()
    Tally.objects.update(received=99, median_days=12)
    said = recount()
    assert "received 99 → 3" in said
    assert "改了1份" in said
    assert rows() == right


def test_a_missing_tally_is_made_and_one_without_cases_is_emptied(authority, reporter):
    Tally.objects.all().delete()
    other = make_authority("乙局", "")
    Tally.objects.create(authority=other, month="2026-01-01", received=5)
    recount()
    assert dict(Tally.objects.values_list("authority__name", "received")) == {str(authority): 3, "乙局": 0}


def test_a_dry_run_says_what_would_change_and_changes_nothing(authority):
    Tally.objects.update(received=99)
    wrong = rows()
    said = recount("--dry-run")
    assert "received 99 → 3" in said
    assert "1份需要改" in said
    assert rows() == wrong
    Tally.objects.all().delete()
    assert "received 0 → 3" in recount("--dry-run")
    assert not Tally.objects.exists()


def test_it_says_how_far_it_is(authority, monkeypatch):
    monkeypatch.setattr("questions.management.commands.recountcases.EVERY", 1)
    assert "1/1" in recount()


def test_it_tells_nothing_of_any_citizen(reporter):
    case = make_case(make_desk(head=reporter), "电话13800000000", contact={"name": "王芳"})
    assigning.claim(case, reporter)
    referring.refer(case, reporter, make_authority(), "路灯不亮。")
    Tally.objects.all().delete()
    said = recount()
    assert "13800000000" not in said
    assert "王芳" not in said
