"""Two presses at one moment, and a directory that changes while the drafts are made."""

import pytest

from directory.models import Authority
from notices.bulk import making
from notices.bulk.making import NotMade, make
from notices.models import Kind, Notice, Sheet
from portal.testing import make_authority, make_kind, make_person
from portal.tests.races import at_once

from .sheets import ROW, make_city, sheet_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clerk(db):
    make_city()
    return make_person("clerk", "记者")


def test_of_two_presses_at_once_only_one_makes_the_drafts(clerk, in_a_file):
    sheet = sheet_of(clerk, ROW, {**ROW, "标题": "第二条"})
    in_a_file()
    press = lambda: str(len(make(Sheet.objects.get(pk=sheet.pk), clerk)))  # noqa: E731
    assert at_once(press, press, press) == ["0", "0", "2"]
    assert at_once(lambda: str(Notice.objects.count())) == ["2"]


def test_two_sheets_that_name_two_authorities_crosswise_are_both_made(clerk, in_a_file):
    make_authority("青禾市供电公司", number="")
    rows = [ROW, {**ROW, "发布单位": "青禾市供电公司"}]
    pairs = [(sheet_of(clerk, *rows), sheet_of(clerk, *reversed(rows))) for _round in range(4)]
    in_a_file()
    for pair in pairs:
        assert at_once(*(lambda sheet=sheet: str(len(make(sheet, clerk))) for sheet in pair)) == ["2", "2"]


def test_what_is_deleted_while_the_drafts_are_made_leaves_nothing_half_made(clerk, monkeypatch):
    make_kind("停电")
    sheet = sheet_of(clerk, ROW, {**ROW, "种类": "停电"})
    looked_up = making.drafts_of

    def then_deleted(locked):
        drafts = looked_up(locked)
        Kind.objects.filter(name="停电").delete()
        return drafts

    monkeypatch.setattr(making, "drafts_of", then_deleted)
    with pytest.raises(NotMade):
        make(sheet, clerk)
    assert not Notice.objects.exists()
    assert Kind.objects.count() == 2
    assert Authority.objects.exists()
