"""The sample content: what a newcomer sees first must be whole, and loading it again must change nothing."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from articles.models import Article, Column, Contributor, Topic
from directory.models import Authority, Place
from documents.models import Document
from editorial.models import Entry, Proposal, Version, WatchedWord
from notices.models import Attachment, Fact, Kind, Notice
from photos.models import Photo
from questions.models import Answer, Case, CasePicture, Contact, Desk, Event, Promise, Referral, Tally


def snapshot():
    models = [
        *(Article, Column, Contributor, Topic, Authority, Place, Photo, Entry, Version, Proposal, WatchedWord),
        *(Attachment, Document, Fact, Kind, Notice),
        *(Answer, Case, CasePicture, Contact, Desk, Event, Promise, Referral, Tally),
    ]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_the_sample_newsroom_is_as_large_as_promised_and_loads_once(newsroom):
    assert Article.objects.count() >= 40
    assert Topic.objects.count() >= 3
    assert Contributor.objects.count() >= 12
    assert Place.objects.count() >= 40
    assert Authority.objects.count() >= 15
    assert Desk.objects.exclude(kind=Desk.Kind.COMMENTS).count() == 4
    assert Notice.objects.count() >= 40
    assert set(Notice.objects.values_list("relation", flat=True)) == {"", *Notice.Relation}
    assert {notice.status for notice in Notice.objects.all()} == set(Notice.Status)
    assert set(Kind.objects.all()) == {notice.kind for notice in Notice.objects.published()}
    assert Notice.objects.exclude(attachments=None).distinct().count() >= 6
    assert Notice.objects.exclude(follows=None).count() >= 5
    assert Case.objects.count() >= 34
    assert Answer.objects.published().count() >= 14
    with_pictures = Article.objects.exclude(lead_photo=None).count()
    assert with_pictures >= 20
    assert set(Column.objects.values_list("name", flat=True)) == {
        "要闻", "聚焦", "百姓话题", "小贴士", "评论", "简讯", "影像",
    }  # fmt: skip
    for column in Column.objects.all():
        assert column.articles.published().exists(), column
    for topic in Topic.objects.all():
        assert topic.published_articles().count() >= 3, topic

    before = snapshot()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        call_command("loadsample", stdout=StringIO())
    assert snapshot() == before


def test_every_published_article_of_the_sample_could_have_passed_review(newsroom):
    for article in Article.objects.published():
        assert not article.publication_problems(), article
        assert article.summary, article
        assert "{d" not in article.body + article.summary + article.title, article


def test_every_published_notice_of_the_sample_could_have_passed_review(newsroom):
    for notice in Notice.objects.approved():
        assert not notice.publication_problems(), notice
        texts = [notice.title, notice.body, notice.who, notice.what_to_do, notice.chain_note, notice.document_number]
        assert not {"{", "××"} & {mark for mark in ("{", "××") if mark in "".join(texts)}, notice


def test_the_dates_are_relative_to_the_day_of_loading(newsroom):
    newest = Article.objects.published().newest_first()[0]
    assert timezone.now() - newest.publish_at < timedelta(days=1)
    assert Article.objects.scheduled().exists()


def test_some_tip_is_in_season_in_every_month(newsroom):
    for month in range(1, 13):
        assert Article.objects.published().in_season(month).count() >= 2, month


def test_a_dry_run_changes_nothing(db):
    out = StringIO()
    call_command("loadsample", dry_run=True, stdout=out)
    for counted in ("words 12", "desk 23", "desks 4", "articles 67", "cases 60", "notices 52"):
        assert counted in out.getvalue()
    assert not Column.objects.exists()
    assert not Desk.objects.exists()
    assert not list(settings.MEDIA_ROOT.glob("**/*"))


def test_demo_people_get_generated_passwords_once_in_a_file_of_their_own(newsroom, settings, tmp_path, client):
    settings.DEBUG = True
    settings.VAR_DIR = tmp_path
    first, second = StringIO(), StringIO()
    call_command("makedemopeople", stdout=first)
    call_command("makedemopeople", stdout=second)
    kept = tmp_path / "demo-people.txt"
    assert kept.stat().st_mode & 0o777 == 0o600
    username, password = kept.read_text().splitlines()[0].split()[:2]
    assert password in first.getvalue()
    assert password not in second.getvalue()
    answer = client.post("/admin/login/?next=/admin/", {"username": username, "password": password})
    assert answer.url == "/admin/"


def test_demo_people_are_refused_in_production(settings):
    from django.core.management import CommandError

    settings.DEBUG = False
    with pytest.raises(CommandError):
        call_command("makedemopeople")
