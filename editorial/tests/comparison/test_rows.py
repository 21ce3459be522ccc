"""The rows of an article in two versions: bylines, pictures, steps."""

from copy import deepcopy

import pytest

from articles.models import Article
from articles.models.contributor import Role
from editorial.comparison import compare
from editorial.comparison.change import BlockKind
from editorial.snapshots import snapshot_of
from portal.testing import make_contributor, make_draft, make_photo

from .marked import lines, only_change

pytestmark = pytest.mark.django_db
STEPS = ["先关总阀", "再开窗户", "到屋外去", "拨打电话", "等人来修"]


@pytest.fixture(name="article")
def article_fixture(reporter):
    return make_draft(reporter, bylines=[make_contributor("林知夏"), make_contributor("周砚秋")], steps=STEPS)


def test_a_byline_that_was_added_is_named(article, django_assert_num_queries):
    old = snapshot_of(article)
    article.bylines.create(contributor=make_contributor("顾清和"), role=Role.PHOTOGRAPHER, order=5)
    new = snapshot_of(article)
    with django_assert_num_queries(1):
        change = only_change(Article, old, new)
    assert (change.name, change.label) == ("bylines", "署名")
    assert lines(change) == ["林知夏 · 记者", "周砚秋 · 记者", "{+顾清和 · 摄影+}"]


def test_a_byline_that_was_removed_stands_where_it_was(article):
    old = snapshot_of(article)
    article.bylines.first().delete()
    assert lines(only_change(Article, old, snapshot_of(article))) == ["[-林知夏 · 记者-]", "周砚秋 · 记者"]


def test_another_role_is_a_change_of_the_same_byline(article):
    old = snapshot_of(article)
    article.bylines.filter(contributor__name="周砚秋").update(role=Role.CORRESPONDENT)
    assert lines(only_change(Article, old, snapshot_of(article)))[1] == "周砚秋 · [-记者-]{+通讯员+}"


def test_a_row_without_a_key_is_known_by_what_it_says(article):
    old = snapshot_of(article)
    new = deepcopy(old)
    for row in new["rows"]["bylines"]:
        row["id"] = None
    assert compare(Article, old, new) == []
    new["rows"]["bylines"].pop()
    assert lines(only_change(Article, old, new)) == ["林知夏 · 记者", "[-周砚秋 · 记者-]"]


def test_two_steps_that_changed_places_say_only_that(article):
    old = snapshot_of(article)
    first, second = article.steps.all()[:2]
    first.order, second.order = second.order, first.order
    first.save()
    second.save()
    change = only_change(Article, old, snapshot_of(article))
    assert [block.kind for block in change.blocks[:2]] == [BlockKind.MOVED, BlockKind.MOVED]
    assert lines(change)[:2] == [
        "再开窗户 · 再开窗户，照着做就行。 [-第2位-]{+第1位+}",
        "先关总阀 · 先关总阀，照着做就行。 [-第1位-]{+第2位+}",
    ]


def test_another_order_value_in_the_same_place_says_so(article):
    old = snapshot_of(article)
    article.steps.filter(title="等人来修").update(order=9)
    assert lines(only_change(Article, old, snapshot_of(article)))[-1].endswith(" [-排序值4-]{+排序值9+}")


def test_the_words_of_a_step_are_compared_and_the_other_steps_are_folded(article):
    old = snapshot_of(article)
    article.steps.filter(title="等人来修").update(text="等人来修，千万别动。")
    assert lines(only_change(Article, old, snapshot_of(article))) == [
        "…… 此处 3 项未改 ……",
        "拨打电话 · 拨打电话，照着做就行。",
        "等人来修 · 等人来修，[-照着做就行-]{+千万别动+}。",
    ]


def test_a_picture_of_the_gallery_is_named_by_its_title(article):
    old = snapshot_of(article)
    article.photos.create(photo=make_photo(title="清晨的菜市场"), caption="菜刚到。")
    change = only_change(Article, old, snapshot_of(article))
    assert (change.label, lines(change)) == ("文章配图", ["{+清晨的菜市场 · 图集 · 菜刚到。+}"])


def test_a_row_that_points_to_what_is_gone_is_still_shown(article):
    old = snapshot_of(article)
    new = deepcopy(old)
    new["rows"]["bylines"][0]["contributor"] = 987654
    assert lines(only_change(Article, old, new))[0] == "[-林知夏-]{+（已删除）+} · 记者"
