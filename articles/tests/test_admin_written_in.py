"""A name or a number that is in no directory yet is written into the form of an article, and made when it is saved."""

import re

import pytest
from django.contrib.admin import site
from django.contrib.admin.models import ADDITION, LogEntry
from django.test import RequestFactory

from articles.models import Article, Contributor, Topic
from directory.models import Hotline
from portal.testing import make_article, make_authority, make_contributor, make_draft
from search.tests.asking import titles

from .admin_form import typed, url
from .test_admin_save import new

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
NUMBERS = {
    "\u202d138 0000 1111\u202c": "138 0000 1111",
    "\u2068138 0000 1111\u2069": "138 0000 1111",
    "138.0000.1111": "138 0000 1111",
    "13800001111/13900002222": "13800001111 / 13900002222",
    "88887777转801": "88887777转801",
}


def byline(name, role="correspondent", **more):
    return {"contributor": "", "contributor_name": name, "role": role, "order": 0, **more}


def save(client, *bylines, **fields):
    return client.post(url("add"), new(rows={"bylines": list(bylines)}, **fields))


def told(response):
    """The sentences of the bylines and of the hotline."""
    formset = response.context["inline_admin_formsets"][0].formset
    rows = [error for row in formset.forms for error in row.errors.get("contributor", ())]
    return [*rows, *response.context["adminform"].form.errors.get("hotline", ())]


def test_a_correspondent_who_is_in_no_directory_is_credited_by_a_reporter(as_person, reporter):
    rows = byline("\u202d阿不都·热合曼 \u202c"), byline("写错的", DELETE="on")
    assert save(as_person(reporter), *rows).status_code == 302
    made = Contributor.objects.get()
    assert (made.name, made.role, made.is_staff, made.is_to_be_checked) == (
        "阿不都·热合曼",
        "correspondent",
        False,
        True,
    )
    assert Article.objects.get().bylines.get().contributor == made
    logged = LogEntry.objects.filter(action_flag=ADDITION, user=reporter)
    assert {entry.get_edited_object() for entry in logged} == {made, Article.objects.get()}


@pytest.mark.parametrize("name", ["陈拾光", "陈 拾　光", "\u200b陈拾光", "陳拾光"])
def test_whoever_has_this_name_already_is_offered_first(name, as_person, reporter):
    known = make_contributor("陈拾光")
    make_article(bylines=[(known, "reporter")])
    client = as_person(reporter)
    response = save(client, byline(name))
    [sentence] = told(response)
    assert f"{known.name}（记者，1篇）" in sentence
    assert f'<input type="radio" name="bylines-0-contributor_is" value="{known.pk}" checked>' in response.text
    assert save(client, byline(name, contributor_is=known.pk)).status_code == 302
    assert Article.objects.get(title="新稿").bylines.get().contributor == known
    assert Contributor.objects.count() == 1


def test_two_people_of_one_name_are_told_apart(as_person, reporter):
    known = make_contributor("李明")
    client = as_person(reporter)
    assert save(client, byline("李明", contributor_is="other")).status_code == 302
    assert Article.objects.get().bylines.get().contributor != known
    [sentence] = told(save(client, byline("李明")))
    assert "李明（记者，0篇）" in sentence
    assert "李明（通讯员，1篇）" in sentence
    query = {"term": "李明", "app_label": "articles", "model_name": "byline", "field_name": "contributor"}
    found = client.get("/admin/autocomplete/", query).json()["results"]
    assert {row["text"] for row in found} == {"李明（记者，0篇）", "李明（通讯员，1篇）"}


@pytest.mark.parametrize("name", ["周某、李某", "通讯员 周某", "——", "周" * 21])
def test_what_is_no_name_is_refused_and_kept(name, as_person, reporter):
    response = save(as_person(reporter), byline(name))
    assert len(told(response)) == 1
    assert f'value="{name}"' in response.text
    assert not Contributor.objects.exists()


def test_a_name_is_chosen_or_written(as_person, reporter):
    known = make_contributor()
    response = save(as_person(reporter), {**byline("周某"), "contributor": known.pk})
    assert len(told(response)) == 1
    assert f'<option value="{known.pk}" selected>' in response.text


def test_nothing_is_made_while_the_article_is_refused(as_person, reporter, final_reviewer):
    client = as_person(reporter)
    assert save(client, byline("周某"), title="").status_code == 200
    live = make_article(author=reporter)
    written = typed(live, {"bylines": [byline("周某")]}, title="改", hotline_purpose="防诈热线", hotline_number="55596")
    del written["_readers-is_minor"]
    assert as_person(final_reviewer).post(url("change", live.pk), written).status_code == 200
    assert not Contributor.objects.filter(name="周某").exists()
    assert not Hotline.objects.exists()
    assert not LogEntry.objects.exists()


def test_two_saves_make_nobody_twice(as_person, reporter):
    draft = make_draft(reporter, source="青禾晚报")
    client = as_person(reporter)
    written = typed(draft, {"bylines": [byline("周某"), byline("周 某", "photographer")]})
    assert client.post(url("change", draft.pk), written).status_code == 302
    assert client.post(url("change", draft.pk), written).status_code == 200
    made = Contributor.objects.get()
    assert {(row.contributor, row.role) for row in draft.bylines.all()} == {
        (made, "correspondent"),
        (made, "photographer"),
    }


def test_it_is_written_into_a_proposed_version_too(as_person, reporter):
    live = make_article(author=reporter)
    client = as_person(reporter)
    client.post(url("propose", live.pk))
    written = typed(live, hotline_purpose="防诈热线", hotline_number="55596")
    written |= {"bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 0, "_version": 0}
    written |= {f"bylines-0-{name}": value for name, value in byline("周某").items()}
    assert client.post(url("proposal", live.pk), written).status_code == 302
    proposal = live.open_proposal()
    assert proposal.data["fields"]["hotline"] == Hotline.objects.get().pk
    assert [row["contributor"] for row in proposal.data["rows"]["bylines"]] == [Contributor.objects.get(name="周某").pk]


@pytest.mark.parametrize("pasted", NUMBERS)
def test_a_hotline_is_written_in_as_it_was_pasted(pasted, as_person, reporter):
    client = as_person(reporter)
    assert save(client, hotline_purpose="防诈热线", hotline_number=pasted).status_code == 302
    made = Hotline.objects.get()
    assert (made.number, made.purpose, made.authority, made.is_to_be_checked) == (
        NUMBERS[pasted],
        "防诈热线",
        None,
        True,
    )
    assert Article.objects.get().hotline == made
    assert LogEntry.objects.filter(user=reporter, object_id=made.pk, content_type__model="hotline").count() == 1


@pytest.mark.parametrize(("purpose", "number"), [("防诈热线", ""), ("", "55596"), ("防诈热线", "打不通")])
def test_a_hotline_has_a_name_and_a_number_that_can_be_dialled(purpose, number, as_person, reporter):
    response = save(as_person(reporter), hotline_purpose=purpose, hotline_number=number)
    assert len(told(response)) == 1
    assert not Hotline.objects.exists()


def test_a_number_that_is_in_the_directory_is_offered_first(as_person, reporter):
    known = make_authority("青禾市自来水公司", "555-0130").hotlines.get()
    client = as_person(reporter)
    [sentence] = told(save(client, hotline_purpose="修水管", hotline_number="5550130"))
    assert "青禾市自来水公司 555-0130（报修）" in sentence
    save(client, hotline_purpose="修水管", hotline_number="5550130", hotline_is=known.pk)
    assert Article.objects.get().hotline == known


def test_what_was_added_waits_for_the_keeper_of_the_directory(as_person, reporter, keeper):
    save(as_person(reporter), byline("周某"), hotline_purpose="防诈热线", hotline_number="55596")
    make_contributor("林知夏")
    client = as_person(keeper)
    for address, name in (("articles/contributor", "周某"), ("directory/hotline", "55596")):
        page = client.get(f"/admin/{address}/?is_to_be_checked__exact=1")
        assert [name in str(row) for row in page.context["cl"].result_list] == [True]


def test_a_mobile_number_is_no_public_one_because_a_writer_added_it(as_person, reporter):
    client = as_person(reporter)
    save(client, hotline_purpose="老王", hotline_number="13800001111", body="<p>请打13800001111。</p>")
    response = client.post(url("decide", Article.objects.get().pk, "submit"), {"seen": 1, "comment": ""})
    assert "手机号" in response.text
    assert Article.objects.get().state == Article.State.DRAFT


def test_a_topic_takes_a_new_number_too(as_person, first_reviewer):
    rows = {"entries-TOTAL_FORMS": 0, "entries-INITIAL_FORMS": 0}
    topic = {"title": "防诈骗", "introduction": "提醒大家。", "order": 0, "slug": "fangzha", **rows}
    written = {"hotline_purpose": "防诈热线", "hotline_number": "55596"}
    as_person(first_reviewer).post("/admin/articles/topic/add/", topic | written)
    assert Topic.objects.get().hotline == Hotline.objects.get(number="55596", is_to_be_checked=True)


def test_every_form_of_a_writer_takes_in_writing_whom_it_credits_and_whom_to_ring(as_person, first_reviewer):
    request = RequestFactory().get("/")
    request.user = first_reviewer
    lacking = [
        f"{form}.{name}"
        for desk in site._registry.values()
        if desk.has_add_permission(request)
        for form in (desk, *desk.get_inline_instances(request))
        for name in form.get_autocomplete_fields(request)
        if form.model._meta.get_field(name).remote_field.model in {Contributor, Hotline} and name not in form.written_in
    ]
    assert not lacking


def test_where_nothing_is_written_in_the_field_says_whom_to_ask(as_person, reporter, keeper):
    asked = "列表里没有的，请联系管理员添加。"
    page = as_person(reporter).get(url("add")).text
    helps = {
        name: re.search(rf'id="id_{name}_helptext">(.*?)</div>', page, re.S)
        for name in ("column", "places", "advised_by", "hotline")
    }
    assert {name for name, found in helps.items() if found and asked in found[1]} == {"column", "places", "advised_by"}
    assert asked not in as_person(keeper).get("/admin/directory/authority/add/").text


def test_readers_see_a_hotline_that_no_authority_has_yet(client):
    hotline = Hotline.objects.create(number="55596", purpose="防诈热线", is_to_be_checked=True)
    article = make_article(hotline=hotline)
    page = client.get(article.get_absolute_url()).text
    assert "防诈热线" in page
    assert "tel:55596" in page
    assert client.get("/").status_code == 200
    assert "55596" not in client.get("/hotlines/").text


def test_a_name_from_a_draft_is_told_to_nobody_before_it_is_printed_or_checked(as_person, reporter, client):
    save(as_person(reporter), byline("阿不都·热合曼"))
    made = Contributor.objects.get()
    addresses = made.get_absolute_url(), f"/feeds{made.get_absolute_url()}atom.xml"
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert titles("热合曼") == []
    make_article(bylines=[made])
    assert client.get(made.get_absolute_url()).status_code == 200
    made.is_to_be_checked = False
    made.save()
    assert titles("热合曼") == ["阿不都·热合曼"]
