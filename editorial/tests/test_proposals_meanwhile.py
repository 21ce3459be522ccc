"""What happens to a proposed version while the item, or what it points to, goes on changing."""

import pytest

from articles.tests.admin_form import said, url
from editorial.models import Entry, Proposal
from editorial.rules import Action
from portal.testing import (
    make_article,
    make_authority,
    make_column,
    make_contributor,
    make_draft,
    make_photo,
    make_place,
    make_topic,
)  # fmt: skip

from .desk import REVIEWERS, changed_proposal, decide_url, form_of, sent_in, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewers(cast):
    return [cast[name] for name in REVIEWERS]


@pytest.fixture
def live(reporter):
    article = make_article(
        "原题", reporter, kicker="原引题", steps=["一", "二"], bylines=[make_contributor()], places=[make_place()]
    )
    article.keep_version(reporter)
    return article


def edit(client, live, **changes):
    """The final reviewer's direct edit, marked as minor."""
    form = form_of(client.get(url("change", live.pk)))
    changes = {name: value if isinstance(value, list) else [value] for name, value in changes.items()}
    response = client.post(url("change", live.pk), {**form, "_readers-is_minor": ["on"], **changes})
    assert response.status_code == 302


def press(client, proposal, action, **data):
    proposal.refresh_from_db()
    return client.post(decide_url(proposal, action), {"seen": proposal.version, **data}, follow=True)


def adopt(proposal, reporter, reviewers):
    proposal.refresh_from_db()
    sent_in(proposal, reporter, reviewers, 3).decide(Action.PASS, reviewers[2])
    return type(proposal.home).objects.get(pk=proposal.object_id)


def test_the_time_of_publication_which_no_version_holds_is_no_change_of_a_proposal(reporter, reviewers, as_person):
    item = make_draft(reporter)
    item.keep_version(reporter)
    item = sent_in(item, reporter, reviewers, 3)
    item.decide(Action.PASS, reviewers[2])
    proposal = Proposal.begin(item, reporter)
    assert as_person(reporter).get(url("proposal", item.pk)).context["changes"] == []
    assert "没有任何改动" in str(proposal.publication_problems()[0])
    changed = sent_in(changed_proposal(item, reporter), reporter, reviewers, 3)
    [change] = as_person(reviewers[2]).get(url("proposal", item.pk)).context["changes"]
    changed.decide(Action.PASS, reviewers[2])
    published = item.publish_at
    item.refresh_from_db()
    assert (change.name, item.title, item.publish_at) == ("title", "改后的题目", published)


def test_what_is_behind_is_not_adopted_until_it_has_caught_up(live, reporter, reviewers, as_person):
    proposal = sent_in(changed_proposal(live, reporter, title="新题"), reporter, reviewers, 3)
    client = as_person(reviewers[2])
    edit(client, live, summary="直接改的摘要")
    before = stored()
    response = press(client, proposal, "pass")
    assert response.status_code == 422
    assert "已发布的文字又有变动。请先并入变动" in response.content.decode()
    assert stored() == before
    [sentence] = said(client.post(url("proposal_catch_up", live.pk), follow=True))
    assert "已并入" in sentence
    # The page that was opened before has not been read with these changes.
    stale = client.post(decide_url(proposal, "pass"), {"seen": proposal.version})
    assert stale.status_code == 422
    assert press(client, proposal, "pass").status_code == 200
    live.refresh_from_db()
    assert (live.title, live.summary) == ("新题", "直接改的摘要")


def test_catching_up_takes_what_only_the_item_changed_and_keeps_what_both_did(live, reporter, reviewers, as_person):
    proposal = changed_proposal(live, reporter, title="修改稿的题", subtitle="修改稿的副题")
    place = make_place("新区")
    changes = {"title": "公开的题", "kicker": "公开的引题", "places": place.pk, "steps-0-title": "一一"}
    edit(as_person(reviewers[2]), live, **changes)
    as_person(reporter).post(url("proposal_catch_up", live.pk))
    proposal.refresh_from_db()
    fields = proposal.data["fields"]
    assert (fields["title"], fields["subtitle"], fields["kicker"]) == ("修改稿的题", "修改稿的副题", "公开的引题")
    assert proposal.data["links"]["places"] == [place.pk]
    assert [row["title"] for row in proposal.data["rows"]["steps"]] == ["一一", "二"]
    assert not proposal.is_behind
    assert any("双方都改过：标题。" in problem for problem in proposal.publication_problems())
    client = as_person(reporter)
    assert client.post(url("proposal", live.pk), form_of(client.get(url("proposal", live.pk)))).status_code == 302
    proposal.refresh_from_db()
    adopted = adopt(proposal, reporter, reviewers)
    assert (adopted.title, adopted.kicker, adopted.steps.first().title) == ("修改稿的题", "公开的引题", "一一")


def test_a_change_of_place_on_the_front_page_is_kept(live, reporter, reviewers, as_person):
    proposal = changed_proposal(live, reporter, title="新题")
    edit(as_person(reviewers[2]), live, front_position="2")
    as_person(reporter).post(url("proposal_catch_up", live.pk))
    adopted = adopt(proposal, reporter, reviewers)
    assert (adopted.title, adopted.front_position) == ("新题", 2)


def test_the_order_of_the_topic_that_was_set_meanwhile_stands(live, reporter, reviewers):
    topic = make_topic(articles=[live])
    live.keep_version(reporter)
    proposal = changed_proposal(live, reporter, title="新题")
    later = make_topic("雨季排水", articles=[live])
    live.topic_entries.filter(topic=topic).update(order=7)
    adopted = adopt(proposal, reporter, reviewers)
    assert {entry.topic: entry.order for entry in adopted.topic_entries.all()} == {topic: 7, later: 0}


def test_what_it_points_to_and_is_deleted_meanwhile_is_left_out(live, reporter, reviewers, as_person):
    picture, place, name, topic = make_photo(), make_place("三区"), make_contributor("沈拾光"), make_topic()
    hotline = make_authority().hotlines.get()
    column = make_column("旧栏目")
    live_column = live.column
    form = form_of(as_person(reporter).post(url("propose", live.pk), follow=True))
    typed = {
        "title": "新题", "lead_photo": picture.pk, "places": place.pk, "hotline": hotline.pk, "column": column.pk,
        "bylines-TOTAL_FORMS": 2, "bylines-1-contributor": name.pk, "bylines-1-role": "editor", "bylines-1-order": 1,
        "topic_entries-TOTAL_FORMS": 1, "topic_entries-0-topic": topic.pk, "topic_entries-0-order": 0,
        "photos-TOTAL_FORMS": 1, "photos-0-photo": picture.pk, "photos-0-role": "gallery", "photos-0-order": 0,
        "body": f'<p>正文</p><p><img src="{picture.url}"></p>', "_readers-is_minor": "on",
    }  # fmt: skip
    data = {**form, **{key: [str(value)] for key, value in typed.items()}}
    assert as_person(reporter).post(url("proposal", live.pk), data).status_code == 302
    proposal = live.open_proposal()
    for thing in (picture, place, name, topic, hotline, column):
        thing.delete()
    for person in (reporter, reviewers[0]):
        for page in ("proposal", "proposal_preflight", "history", "compare"):
            assert as_person(person).get(url(page, live.pk)).status_code == 200
    form = form_of(as_person(reporter).get(url("proposal", live.pk)))
    assert as_person(reporter).post(url("proposal", live.pk), {**form, "kicker": ["引题"]}).status_code == 302
    adopted = adopt(proposal, reporter, reviewers)
    assert (adopted.title, adopted.kicker, adopted.column) == ("新题", "引题", live_column)
    assert (adopted.lead_photo, adopted.hotline, adopted.places.count(), adopted.photos.count()) == (None, None, 0, 0)
    assert [byline.contributor.name for byline in adopted.bylines.all()] == ["林知夏"]


def test_rows_that_are_not_changed_keep_their_keys(live, reporter, reviewers, as_person):
    kept = [step.pk for step in live.steps.all()]
    form = form_of(as_person(reporter).post(url("propose", live.pk), follow=True))
    added = {"steps-TOTAL_FORMS": ["3"], "steps-2-title": ["三"], "steps-2-text": ["再看。"], "steps-2-order": ["2"]}
    data = {**form, "steps-1-title": ["二二"], **added, "_readers-is_minor": ["on"]}
    assert as_person(reporter).post(url("proposal", live.pk), data).status_code == 302
    adopted = adopt(live.open_proposal(), reporter, reviewers)
    steps = list(adopted.steps.all())
    assert [step.title for step in steps] == ["一", "二二", "三"]
    assert steps[0].pk == kept[0]
    assert adopted.bylines.get().pk == live.bylines.get().pk


def test_a_check_that_blocks_by_now_stops_the_adoption(live, reporter, reviewers, as_person):
    proposal = sent_in(changed_proposal(live, reporter, title="新题"), reporter, reviewers, 3)
    picture = make_photo()
    data = {**proposal.data, "fields": {**proposal.data["fields"], "lead_photo": picture.pk}}
    proposal.keep_version(reviewers[2], data)
    type(picture).objects.filter(pk=picture.pk).update(alt_text="")
    before = stored()
    response = press(as_person(reviewers[2]), proposal, "pass")
    assert response.status_code == 422
    assert "缺替代文字或署名" in response.content.decode()
    assert stored() == before


def test_the_record_of_the_item_tells_of_both(live, reporter, reviewers):
    adopt(changed_proposal(live, reporter, minor=False), reporter, reviewers)
    told = [(entry.action, bool(entry.proposal_id)) for entry in Entry.objects.all()]
    assert told == [
        ("bring_in", False), ("save", False), ("propose", True), ("save", True), ("submit", True),
        ("pass", True), ("pass", True), ("pass", True), ("save", False), ("correct", False),
    ]  # fmt: skip
