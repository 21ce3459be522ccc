"""What is asked of articles alone before people pass them."""

from types import SimpleNamespace

import pytest

from articles.preflight import BylineOrSource
from editorial import preflight, snapshots
from editorial.models import Override
from editorial.preflight import Manuscript
from portal.testing import make_contributor, make_draft

pytestmark = pytest.mark.django_db


def findings(item):
    return list(BylineOrSource().findings(Manuscript(item)))


def test_an_article_without_byline_and_source_is_blocked(reporter):
    (finding,) = findings(make_draft(reporter, source=""))
    assert (finding.message, finding.level, finding.field) == ("署名和来源都没有填写。", "blocks", "bylines")


def test_either_is_enough(reporter):
    assert findings(make_draft(reporter, source="青禾晚报")) == []
    assert findings(make_draft(reporter, bylines=[make_contributor()])) == []


def test_the_bylines_of_a_proposed_version_are_those_it_holds(reporter):
    article = make_draft(reporter, bylines=[make_contributor()])
    data = snapshots.snapshot_of(article)
    data["rows"]["bylines"] = []
    assert len(findings(snapshots.as_item(article, data))) == 1
    data["fields"]["source"] = "青禾晚报"
    assert findings(snapshots.as_item(article, data)) == []


def test_an_override_lets_one_article_stand_and_no_other(reporter, final_reviewer):
    article, other = make_draft(reporter, source=""), make_draft(reporter, source="")
    (finding,) = preflight.run(article).blocks
    Override.objects.create(
        item=article, code=finding.code, digest=finding.digest, reason="读者来信，应作者要求匿名", actor=final_reviewer
    )
    assert preflight.run(article).blocks == []
    assert len(preflight.run(other).blocks) == 1


@pytest.mark.django_db(databases=[])
def test_what_is_no_article_is_left_alone():
    notice = SimpleNamespace(item=SimpleNamespace(title="停水通知"))
    assert list(BylineOrSource().findings(notice)) == []
