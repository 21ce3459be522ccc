"""Restoring a version whose surroundings are no longer what they were."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.tests.admin_form import said, url
from editorial.preflight import BLOCKS, Check
from editorial.rules import Action
from portal.testing import make_article, make_column, make_contributor, make_draft, make_photo, make_place, make_topic

from .desk import changed_proposal, stored, with_two_versions

pytestmark = pytest.mark.django_db
MINOR = {"_readers-is_minor": "on"}


class NoRain(Check):
    code, level, name = "rain", BLOCKS, "雨"

    def findings(self, manuscript):
        if "雨" in manuscript.item.title:
            yield self.found("标题里有雨。", "title", met="雨")


@pytest.fixture(autouse=True)
def _one_check(settings):
    settings.PREFLIGHT_CHECKS = [f"{__name__}.NoRain"]


def restore(client, item, number=1, **data):
    return client.post(url("restore", item.pk, number), {"seen": item.version, **data}, follow=True)


def test_what_is_gone_by_now_is_left_out_and_named(reporter, as_person):
    column, place, picture, name = make_column("旧栏目"), make_place(), make_photo(), make_contributor()
    gone = {"column": column, "places": [place], "lead_photo": picture, "bylines": [name]}
    draft = make_draft(reporter, "原题", source="青禾晚报", **gone)
    draft.keep_version(reporter)
    draft.column, draft.lead_photo = make_column(), None
    draft.save()
    draft.places.clear()
    draft.bylines.all().delete()
    draft.keep_version(reporter)
    for thing in (column, place, picture, name):
        thing.delete()
    draft.title = "新题"
    draft.save()
    draft.keep_version(reporter)
    messages = said(restore(as_person(reporter), draft))
    assert len(messages) == 2
    for word in ("栏目", "地点", "题图", "署名"):
        assert word in messages[1]
    draft.refresh_from_db()
    assert (draft.title, draft.column.name, draft.lead_photo, draft.bylines.count()) == ("原题", "要闻", None, 0)


def test_a_row_that_another_item_has_by_now_is_made_anew(reporter, as_person):
    """At the topic's desk an entry can be given to another article."""
    draft, other = make_draft(reporter, "原题"), make_draft(reporter, "另一篇")
    entry = make_topic(articles=[draft]).entries.get()
    with_two_versions(draft, reporter)
    entry.article = other
    entry.save()
    assert restore(as_person(reporter), draft).status_code == 200
    assert other.topic_entries.get() == entry
    assert draft.topic_entries.get().topic == entry.topic


def test_what_a_check_blocks_does_not_come_back_before_readers(reporter, final_reviewer, as_person):
    for moment in (timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)):
        item = with_two_versions(make_article("雨后", reporter, publish_at=moment), reporter)
        before = stored()
        response = restore(as_person(final_reviewer), item, **(MINOR if item.is_live else {}))
        assert response.status_code == 422
        assert "标题里有雨。" in response.content.decode()
        assert stored() == before


def test_where_it_stands_and_when_it_is_public_do_not_come_back(reporter, final_reviewer, as_person):
    draft = with_two_versions(make_draft(reporter, "原题", front_position=1), reporter)
    draft.decide(Action.SUBMIT, reporter)
    draft.decide(Action.PUBLISH, final_reviewer, "急")
    type(draft).objects.filter(pk=draft.pk).update(front_position=3)
    draft.refresh_from_db()
    restore(as_person(final_reviewer), draft, **MINOR)
    published = draft.publish_at
    draft.refresh_from_db()
    assert (draft.title, draft.front_position, draft.publish_at, draft.is_live) == ("原题", 3, published, True)


def test_what_was_proposed_and_discarded_can_be_brought_back(reporter, final_reviewer, as_person):
    live = make_article("原题", reporter)
    proposal = changed_proposal(live, reporter, title="弃用的题目")
    proposal.decide(Action.DISCARD, reporter)
    live.refresh_from_db()
    assert restore(as_person(final_reviewer), live, proposal.version, **MINOR).status_code == 200
    live.refresh_from_db()
    assert live.title == "弃用的题目"
