"""Preview and duplicate."""

import pytest
from django.utils import timezone

from articles.models import Article
from editorial.rules import Action
from portal.testing import (
    make_article,
    make_authority,
    make_contributor,
    make_draft,
    make_photo,
    make_place,
    make_topic,
)

from .admin_form import said, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
State = Article.State


def test_a_draft_is_previewed_as_its_public_page_and_says_so(as_person, reporter):
    photo = make_photo()
    draft = make_draft(reporter, "未发布的稿", bylines=[make_contributor()], photos=[(photo, "gallery")])
    response = as_person(reporter).get(url("preview", draft.pk))
    page = response.content.decode()
    assert "articles/article_detail.html" in [template.name for template in response.templates]
    assert "未发布的稿" in page
    assert "预览，未发布" in page
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_every_state_can_be_previewed_and_what_is_public_is_shown_where_it_is(as_person, reporter, final_reviewer):
    client = as_person(final_reviewer)
    scheduled = make_article(author=reporter, publish_at=timezone.now() + timezone.timedelta(days=1))
    submitted = make_draft(reporter)
    submitted.decide(Action.SUBMIT, reporter)
    for article in (scheduled, submitted):
        assert client.get(url("preview", article.pk)).status_code == 200
    live = make_article(author=reporter)
    assert client.get(url("preview", live.pk))["Location"] == live.get_absolute_url()


def test_only_those_who_see_articles_preview_them(as_person, reporter, outsider):
    draft = make_draft(reporter)
    for person in (None, outsider):
        assert as_person(person).get(url("preview", draft.pk)).status_code == 302
    reporter.groups.clear()
    assert as_person(reporter).get(url("preview", draft.pk)).status_code == 403
    assert as_person(None).get(draft.get_absolute_url()).status_code == 404


def test_a_preview_only_looks(as_person, reporter):
    draft = make_draft(reporter)
    client = as_person(reporter)
    assert client.post(url("preview", draft.pk)).status_code == 405
    assert client.get(url("preview", draft.pk + 1)).status_code == 404


@pytest.fixture
def rich(reporter):
    photo = make_photo()
    article = make_article(
        "字" * 60, reporter, bylines=[make_contributor()], places=[make_place()], photos=[(photo, "before")],
        steps=["一", "二"], front_position=1, lead_photo=photo, season_from=11, season_to=2,
        advised_by=make_authority(), body=f'<p><img src="{photo.url}" alt="x"></p>',
    )  # fmt: skip
    make_topic(articles=[article])
    return article


def test_a_duplicate_is_a_whole_draft_of_the_person_who_made_it(as_person, other_reporter, rich):
    response = as_person(other_reporter).post(url("duplicate", rich.pk), follow=True)
    copy = Article.objects.exclude(pk=rich.pk).get()
    assert response.redirect_chain == [(url("change", copy.pk), 302)]
    assert said(response) == ["这是复制出的草稿，可直接修改。"]
    assert (copy.author, copy.state, copy.publish_at, copy.front_position) == (other_reporter, State.DRAFT, None, None)
    assert copy.title == "字" * 56 + "（副本）"
    for name in ("column", "lead_photo", "body", "body_html", "summary", "season_from", "season_to", "advised_by"):
        assert getattr(copy, name) == getattr(rich, name), name
    for article in (rich, copy):
        assert [b.contributor.name for b in article.bylines.all()] == ["林知夏"]
        assert [p.role for p in article.photos.all()] == ["before"]
        assert [s.title for s in article.steps.all()] == ["一", "二"]
        assert (article.places.count(), article.topics.count(), article.inline_photos.count()) == (1, 1, 1)
    assert [entry.action for entry in copy.record.all()] == ["save"]
    rich.refresh_from_db()
    assert rich.is_live


def test_a_withdrawn_article_can_be_written_anew_from_a_duplicate(as_person, reporter):
    old = make_article(
        "旧", reporter, state=State.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_reason="误", review_level=3
    )
    as_person(reporter).post(url("duplicate", old.pk))
    copy = Article.objects.get(title="旧（副本）")
    assert (copy.state, copy.withdrawn_at, copy.withdrawn_reason, copy.review_level) == (State.DRAFT, None, "", 1)


@pytest.mark.parametrize(("name", "status"), [("anonymous", 403), ("outsider", 302), ("keeper", 403)])
def test_the_wrong_person_duplicates_nothing(name, status, cast, as_person, rich):
    assert as_person(cast[name]).post(url("duplicate", rich.pk)).status_code == status
    assert Article.objects.count() == 1


def test_only_a_post_duplicates_and_pressed_twice_it_makes_two(as_person, reporter, rich):
    client = as_person(reporter)
    assert client.get(url("duplicate", rich.pk)).status_code == 405
    for _press in range(2):
        assert client.post(url("duplicate", rich.pk)).status_code == 302
    assert Article.objects.count() == 3
