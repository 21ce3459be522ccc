"""The boxes beside the text: closed while they are empty, open where they hold something or something is wrong."""

import re

import pytest
from django.contrib.admin import site
from django.contrib.admin.utils import flatten_fieldsets
from django.test import RequestFactory
from django.urls import reverse

from editorial.kinds import kinds
from editorial.snapshots import content_fields, content_links
from portal.testing import make_answer, make_article, make_draft, make_notice

pytestmark = pytest.mark.django_db


def closed(page):
    """The headings of the boxes that are closed."""
    return set(re.findall(r"<details><summary>\s*<h2[^>]*>\s*(.+?)\s*</h2>", page))


def form_of(client, item):
    return client.get(reverse(f"admin:{item._meta.label_lower.replace('.', '_')}_change", args=[item.pk])).text


def test_a_box_that_is_empty_is_closed_and_one_that_holds_something_is_open(as_person, reporter):
    client = as_person(reporter)
    boxes = {"所属专题", "摘要和编者按", "视频", "便民与小贴士", "来源", "发布", "步骤"}
    assert closed(client.get(reverse("admin:articles_article_add")).text) == boxes
    filled = make_draft(reporter, summary="摘要", video_url="https://example.org/v", season_from=3, season_to=4)
    filled.steps.create(title="先关总阀", text="再打电话。")
    assert closed(form_of(client, filled)) == {"所属专题", "发布"}


def test_a_box_in_which_something_is_wrong_is_open(as_person, reporter):
    page = as_person(reporter).post(reverse("admin:articles_article_add"), {"season_from": "13"}).text
    assert "便民与小贴士" not in closed(page)
    assert "便民与小贴士" in page


def test_whoever_only_looks_finds_open_what_is_filled(as_person, other_reporter, reporter):
    page = form_of(as_person(other_reporter), make_article(author=reporter, summary="摘要"))
    assert "摘要和编者按" not in closed(page)
    assert "便民与小贴士" in closed(page)


@pytest.mark.parametrize("make", [make_article, make_answer, make_notice])
def test_the_text_comes_first_and_no_field_is_lost(make, as_person, final_reviewer):
    item = make()
    page = form_of(as_person(final_reviewer), item)
    names = re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', page[page.index('class="writing"') :])
    assert names[0] == "title"
    assert names.index("body") <= 3


def test_every_field_that_editors_fill_is_on_the_form(final_reviewer):
    request = RequestFactory().get("/")
    request.user = final_reviewer
    for kind in kinds():
        on_form = set(flatten_fieldsets(site._registry[kind].get_fieldsets(request)))
        fields = {field.name for field in (*content_fields(kind), *content_links(kind))}
        assert not fields - on_form, kind
