"""The desk of the sample newsroom: everybody finds work on it, and it came there by the rules."""

from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Column
from editorial import preflight
from editorial.comparison import compare
from editorial.models import Entry, Noted, Override, Proposal, Refused, WatchedWord
from editorial.rules import Action
from portal.tests.sample_desk import article, person, titles

pytestmark = pytest.mark.usefixtures("newsroom")


def test_every_count_of_the_queue_holds_something_for_its_person():
    articles = Article.objects.all()
    for username in ("reporter", "reporter2"):
        assert articles.drafts_of(person(username)).filter(is_returned=False).exists(), username
    assert titles(articles.returned_to(person("reporter"))) == {"鼓楼巷换新门牌 两个18号分开了"}
    for level, username in enumerate(("editor1", "editor2", "chief"), start=1):
        waiting = articles.awaiting(person(username))
        assert len(waiting) >= 2, username
        assert {one.review_level for one in waiting} == {level}
    assert len(Proposal.objects.awaiting(person("editor2"))) == 1
    assert len(Proposal.objects.returned_to(person("reporter"))) == 1
    assert titles(articles.to_be_reviewed_later()) == {"市气象台发布大雾黄色预警"}
    for username in ("editor1", "editor2"):
        assert Action.REVIEW in article("大雾").available_actions(person(username))


def test_some_have_waited_for_two_days_and_some_for_less_than_two_hours():
    for username in ("editor1", "editor2"):
        hours = [
            (timezone.now() - one.state_since).total_seconds() / 3600
            for one in Article.objects.awaiting(person(username))
        ]
        assert min(hours) < 2, username
        assert 40 < max(hours) < 60, username


def test_what_is_scheduled_looks_like_a_day_plan():
    moments = [timezone.localtime(one.publish_at) for one in Article.objects.scheduled().order_by("publish_at")]
    days = [(at.date() - timezone.localdate()).days for at in moments]
    assert days == [0, 0, 1, 1, 1]
    assert all(6 <= at.hour < 22 for at in moments)


def test_every_way_is_one_that_the_rules_allow_in_the_order_of_time():
    record = list(Entry.objects.exclude(action=Noted.BRING_IN).order_by("pk"))
    assert all(one.at <= other.at for one, other in pairwise(record))
    assert record[-1].at <= timezone.now()
    at_work = Article.objects.exclude(version=0)
    assert len(at_work) == 23
    for one in at_work:
        entries, versions = list(one.own_entries()), list(one.own_versions())
        assert (entries[0].action, entries[0].actor) == ("save", one.author)
        assert one.created_at == entries[0].at == versions[0].saved_at
        assert one.updated_at == versions[-1].saved_at
        assert all(old.saved_at < new.saved_at and old.data != new.data for old, new in pairwise(versions))
        decisions = [entry for entry in entries if entry.action in Action.values]
        assert one.state_since == (decisions[-1].at if decisions else one.created_at)
        passes = [entry.actor for entry in decisions if entry.action == Action.PASS]
        assert len({one.author, *passes}) == len(passes) + 1  # everybody another person
        if one.is_live and not one.needs_later_review:
            assert [actor.username for actor in passes] == ["editor1", "editor2", "chief"]


def test_everything_stands_where_the_record_says_that_it_does():
    call_command("checkrecord", stdout=(output := StringIO()))
    assert "启用工作记录之前" not in output.getvalue()


def test_nothing_that_is_or_will_be_public_fails_preflight_unless_the_chief_let_it_stand():
    for one in Article.objects.approved():
        report = preflight.run(one)
        assert not report.blocks, one
        assert not report.warnings, one
    override = Override.objects.get()
    assert override.item == article("老招牌")
    assert override.actor == person("chief")
    assert [kept for _finding, kept in preflight.run(override.item).overridden] == [override]


def test_an_identity_number_keeps_one_draft_from_being_submitted():
    draft = article("优待证")
    assert [finding.code for finding in preflight.run(draft).blocks] == ["identity-number"]
    with pytest.raises(Refused):
        draft.decide(Action.SUBMIT, person("reporter2"))


def test_the_returned_one_says_why_and_its_two_versions_differ():
    returned = article("门牌")
    last = returned.own_entries().last()
    assert (last.action, last.actor) == (Action.RETURN, person("editor1"))
    assert "门牌号请再核一遍" in last.comment
    old, new = returned.own_versions()
    assert len(compare(Article, old.data, new.data)) == 2  # the title and the text


def test_corrections_stand_on_the_articles_and_what_is_proposed_does_not(client):
    for title, number in {"晚上九点半": 2, "23路": 1}.items():
        corrected = article(title)
        page = client.get(corrected.get_absolute_url()).content.decode()
        assert corrected.corrections.count() == number
        assert all(str(correction) in page for correction in corrected.corrections.all())
    for proposal in Proposal.objects.at_work():
        changed = compare(Article, proposal.base_data(), proposal.data)
        assert len(changed) == 1  # the text
        assert proposal.data["fields"]["body"] != proposal.item.body
        assert proposal.correction not in client.get(proposal.item.get_absolute_url()).content.decode()
        assert not proposal.publication_problems()


def test_no_public_page_shows_anything_of_the_desk(client):
    hidden = Article.objects.exclude(pk__in=Article.objects.published())
    assert len(hidden) == 17
    today = timezone.localdate()
    pages = [
        reverse("home"),
        reverse("articles:archive_day", args=[today]),
        *(column.get_absolute_url() for column in Column.objects.all()),
    ]
    shown = "".join(client.get(page).content.decode() for page in pages)
    for one in hidden:
        assert one.title not in shown
        expected = 410 if one.state == Article.State.WITHDRAWN else 404
        assert client.get(one.get_absolute_url()).status_code == expected, one
    assert "大雾黄色预警" in shown


def test_the_word_list_has_right_forms_and_says_why_of_what_it_forbids():
    forbidden = WatchedWord.objects.filter(instead="")
    assert WatchedWord.objects.count() - len(forbidden) >= 10
    assert len(forbidden) == 2
    assert all(word.note for word in forbidden)
    met = {one.title[:6] for one in Article.objects.in_review() if preflight.run(one).warnings}
    assert met == {"老城三条巷换", "楼道灯跺脚不"}
