"""The comparison on a page."""

import re
from copy import deepcopy

import pytest
from django.template.loader import render_to_string

from articles.models import Article
from editorial.comparison import compare
from editorial.snapshots import snapshot_of
from portal.testing import make_draft

pytestmark = pytest.mark.django_db


def rendered(old, new):
    return render_to_string("admin/editorial/_comparison.html", {"changes": compare(Article, old, new)})


@pytest.fixture(name="old")
def old_fixture(reporter):
    return snapshot_of(make_draft(reporter, title="老楼装上了电梯"))


def changed(old, **fields):
    return {**deepcopy(old), "fields": {**old["fields"], **fields}}


def test_what_is_gone_is_struck_out_and_what_is_new_underlined_and_both_are_said(old):
    html = rendered(old, changed(old, title="老楼装好了电梯"))
    assert re.search(r"<h2[^>]*>标题</h2>", html)
    assert '老楼装<del><span class="visually-hidden">删去</span>上</del>' in html
    assert '<ins><span class="visually-hidden">添加</span>好</ins>了电梯' in html


def test_two_versions_that_say_the_same_are_said_to(old):
    assert "两个版本内容相同。" in rendered(old, deepcopy(old))


@pytest.mark.parametrize("field", ["title", "editors_note", "original_url", "body"])
def test_markup_in_a_text_is_shown_and_never_obeyed(old, field):
    new = changed(old, **{field: "<script>alert(1)</script><img src=x onerror=alert(1)>"})
    for html in (rendered(old, new), rendered(new, old)):
        assert "<script" not in html
        assert "<img" not in html
    if field != "body":
        assert "&lt;script&gt;" in rendered(old, new).replace("</ins><ins>", "")


def test_a_link_of_a_text_is_spelt_out_and_is_no_link(old):
    html = rendered(
        old, changed(old, body='<p>本报讯　<a href="https://example.org/&quot;&lt;b&gt;">电梯</a>昨日启用。</p>')
    )
    assert "〔https://example.org/&quot;&lt;b&gt;〕" in html
    assert "<a " not in html


def test_a_passage_is_named_and_one_that_became_another_names_both(old):
    html = rendered(changed(old, body="<p>钱从哪里来</p>"), changed(old, body="<h2>钱从哪里来</h2>"))
    assert ">段落</del>" in re.sub(r'<span class="visually-hidden">..</span>', "", html)
    assert ">小标题</ins>" in re.sub(r'<span class="visually-hidden">..</span>', "", html)
