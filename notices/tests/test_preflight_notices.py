"""What is asked of a notice before people pass it, as it is saved and as it would be."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from editorial import preflight, snapshots
from notices import chains
from notices.models import Kind, Notice
from portal.testing import make_article, make_authority, make_kind, make_notice, make_place

pytestmark = pytest.mark.django_db
OWN = {"document-number-twice", "document-number-form", "already-covered", "over-before-public", "chain-broken",
       "gaps-left", "no-box", "urgent-without-hotline", "comments-unclear"}  # fmt: skip


def met(notice):
    """{code: sentence} of what the checks of notices met."""
    report = preflight.run(notice)
    return {one.code: one.message for one in (*report.blocks, *report.warnings) if one.code in OWN}


def draft(author, **fields):
    return make_notice("新的一份", author=author, **{"state": "draft", "publish_at": None, **fields})


def days(number):
    return timezone.localdate() + timedelta(days=number)


def test_an_ordinary_notice_meets_none(reporter):
    assert met(draft(reporter, document_number="青水〔2026〕15号")) == {}


def test_articles_are_not_asked():
    assert met(make_article("××路停水")) == {}


def test_a_number_of_the_same_authority_is_named_with_the_other(reporter):
    other = make_notice("先前一份", document_number="青水〔2026〕15号", kind=make_kind("停电"))
    sentence = met(draft(reporter, document_number="青水〔2026〕15号"))["document-number-twice"]
    assert "先前一份" in sentence
    assert other.index_number in sentence


def test_a_number_of_another_authority_or_of_the_same_chain_is_no_matter(reporter):
    kind, elsewhere = make_kind("停电"), make_authority("青禾供电公司", "5550131")
    own = make_authority()
    make_notice(document_number="青水〔2026〕15号", authority=elsewhere, kind=kind)
    numbered = {"document_number": "青水〔2026〕16号", "authority": own}
    before = make_notice(kind=kind, **numbered)
    after = make_notice(follows=before, relation="corrects", state="draft", **numbered)
    assert "document-number-twice" not in met(draft(reporter, document_number="青水〔2026〕15号", authority=own))
    assert "document-number-twice" not in met(after)
    assert met(draft(reporter, **numbered))["document-number-twice"]


def test_a_number_of_another_form_is_told(reporter):
    assert "2026年第3号" in met(draft(reporter, document_number="2026年第3号"))["document-number-form"]


class TestCovered:
    @pytest.fixture
    def city(self):
        district = make_place("禾东区")
        street = make_place("梧桐街道", parent=district)
        return {"whole": [], "district": [district], "street": [street], "other": [make_place("禾西区")]}

    @pytest.mark.parametrize(
        ("there", "here", "is_met"),
        [
            ("district", "street", True),
            ("street", "district", True),
            ("street", "street", True),
            ("whole", "street", True),
            ("street", "whole", True),
            ("other", "street", False),
        ],
    )
    def test_by_place(self, reporter, city, there, here, is_met):
        make_notice("已有一份", places=city[there])
        found = met(draft(reporter, places=city[here]))
        assert ("已有一份" in found.get("already-covered", "")) == is_met

    @pytest.mark.parametrize(
        ("first", "last", "is_met"), [(-9, -1, False), (0, 1, False), (0, 2, True), (3, 9, True), (4, 9, False)]
    )
    def test_by_time(self, reporter, first, last, is_met):
        make_notice("已有一份", effective_from=days(first), effective_until=days(last))
        notice = draft(reporter, effective_from=days(2), effective_until=days(3))
        assert ("already-covered" in met(notice)) == is_met
        open_ended = draft(reporter, effective_from=days(2))
        assert ("already-covered" in met(open_ended)) == (last >= 2)

    def test_nothing_of_another_kind_of_the_same_chain_or_that_nobody_reads(self, reporter, final_reviewer):
        make_notice("另一类", kind=make_kind("停电"))
        draft(reporter)
        make_notice("撤下的").decide("withdraw", final_reviewer, "误发")
        before = make_notice("前一份", kind=make_kind("停气"))
        after = make_notice("后一份", follows=before, relation="extends", kind=make_kind("停气"), state="draft")
        assert met(draft(reporter)) == met(after) == {}

    def test_at_most_three_are_named(self, reporter):
        for number in range(5):
            make_notice(f"第{number}份")
        assert met(draft(reporter))["already-covered"].count("（") == 3


def test_a_chain_that_broke_meanwhile_blocks(reporter, final_reviewer):
    before = make_notice("前一份")
    notice = draft(reporter)
    chains.join(notice, before, "corrects")
    assert "chain-broken" not in met(notice)
    before.decide("withdraw", final_reviewer, "误发")
    notice = Notice.objects.get(pk=notice.pk)
    assert "前一份" in met(notice)["chain-broken"]
    assert any("前一份" in sentence for sentence in notice.publication_problems())


def test_what_is_public_is_not_held_up_by_its_chain(final_reviewer):
    before = make_notice("前一份")
    after = make_notice("后一份", follows=before, relation="corrects")
    before.decide("withdraw", final_reviewer, "误发")
    assert "chain-broken" not in met(Notice.objects.get(pk=after.pk))


def test_gaps_of_the_kind_block_wherever_they_are_left(reporter):
    notice = draft(reporter, who="××小区的住户")
    assert "××" in met(notice)["gaps-left"]
    assert any("××" in sentence for sentence in notice.publication_problems())
    assert "gaps-left" in met(draft(reporter, body="<p>定于××月××日停水。</p>"))


def test_a_box_without_who_and_what_is_told(reporter):
    assert "no-box" in met(draft(reporter, who="", what_to_do=""))
    assert "no-box" not in met(draft(reporter, who="", what_to_do="提前储水。"))


def test_what_is_over_before_readers_know_of_it_is_told(reporter):
    period = {"effective_from": days(-3), "effective_until": days(1)}
    assert "over-before-public" in met(draft(reporter, **period | {"effective_until": days(-1)}))
    assert "over-before-public" in met(draft(reporter, publish_at=timezone.now() + timedelta(days=3), **period))
    assert "over-before-public" not in met(draft(reporter, **period))
    long_ago = timezone.now() - timedelta(days=9)
    assert "over-before-public" not in met(make_notice(publish_at=long_ago, **period | {"effective_until": days(-1)}))


def test_what_is_urgent_names_a_hotline(reporter):
    assert "urgent-without-hotline" in met(draft(reporter, level=Notice.Level.URGENT))
    hotline = make_authority("青禾供电公司", "5550131").hotlines.get()
    assert met(draft(reporter, level=Notice.Level.URGENT, hotline=hotline)) == {}


def test_what_takes_comments_says_when_and_how(reporter):
    kind = make_kind("公示", nature=Kind.Nature.PUBLICITY)
    report = preflight.run(draft(reporter, kind=kind))
    assert [one.field for one in report.warnings if one.code == "comments-unclear"] == [
        "comments_until",
        "comments_how",
    ]
    told = {"comments_from": days(0), "comments_how": "写信到市城管局"}
    told |= dict.fromkeys(["comments_until", "effective_until"], days(7))
    assert "comments-unclear" not in met(draft(reporter, kind=kind, **told))
    before = make_notice(kind=kind, **told)
    assert "comments-unclear" not in met(make_notice(kind=kind, follows=before, relation="result", state="draft"))


@pytest.mark.parametrize(
    ("until", "minute", "words"),
    [(None, None, "没有截止日期"), (6, None, "早于意见期"), (7, "18:00", "早于意见期"), (7, None, ""), (8, None, "")],
)
def test_what_takes_comments_ends_no_sooner_than_they_do(reporter, until, minute, words):
    told = {"comments_from": days(0), "comments_until": days(7), "comments_how": "写信到市城管局"}
    notice = draft(
        reporter,
        kind=make_kind("公示", nature=Kind.Nature.PUBLICITY),
        **told,
        effective_until=until and days(until),
        effective_until_time=minute and time.fromisoformat(minute),
    )
    found = [one for one in preflight.run(notice).warnings if one.code == "comments-unclear"]
    assert [one.field for one in found] == (["effective_until"] if words else [])
    assert all(words in one.message for one in found)


def test_an_item_in_memory_is_asked_the_same(reporter):
    place, other = make_place("禾东区"), make_place("禾西区")
    make_notice("已有一份", places=[place], document_number="青水〔2026〕15号")
    notice = draft(reporter, places=[other])
    data = snapshots.snapshot_of(notice)
    data["fields"] |= {"document_number": "青水〔2026〕15号", "who": "", "what_to_do": "", "level": 3}
    data["links"]["places"] = [place.pk]
    assert met(notice) == {}
    assert set(met(snapshots.as_item(notice, data))) == {
        "document-number-twice",
        "already-covered",
        "no-box",
        "urgent-without-hotline",
    }
