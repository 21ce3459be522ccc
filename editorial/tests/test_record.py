"""The record at the desk: found by item, person and day, read by those who may, changed by nobody."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from editorial.models import Entry
from editorial.rules import Action
from editorial.sample import clock_at
from portal.testing import make_draft, make_person

pytestmark = pytest.mark.django_db
RECORD = "/admin/editorial/entry/"


@pytest.fixture
def chief(db):
    return make_person("chief", "三审总编", last_name="叶", first_name="明谦")


def note(item, person, action="save", days_ago=0, title=""):
    entry = Entry(item=item, title=title or item.title, action=action, level=1, actor=person)
    with clock_at(timezone.now() - timezone.timedelta(days=days_ago)):
        entry.save()
    return entry


def found(client, **query):
    response = client.get(RECORD, query)
    assert response.status_code == 200, query
    return [(entry.title, str(entry.actor)) for entry in response.context["cl"].result_list]


def test_reviewers_and_keepers_read_it_and_nobody_else(as_person, cast):
    readers = {"first_reviewer", "second_reviewer", "final_reviewer", "keeper"}
    for name, person in cast.items():
        expected = 200 if name in readers else 403 if name.endswith("reporter") else 302
        assert as_person(person).get(RECORD).status_code == expected, name


def test_a_line_says_who_did_what_when_and_to_which_version(as_person, chief, reporter):
    item = make_draft(reporter, "路灯换新")
    item.keep_version(reporter)
    item.decide(Action.PUBLISH, chief, "交通突发")
    page = as_person(chief).get(RECORD).content.decode()
    local = timezone.localtime()
    for told in ("叶明谦", "紧急签发", "路灯换新", "文章", "交通突发", f"{local:%m-%d %H:}"):
        assert told in page, told
    assert '<td class="field-version">1</td>' in page
    assert f'<a href="/admin/articles/article/{item.pk}/change/">路灯换新</a>' in page


def test_the_title_is_the_one_of_then_and_leads_to_what_is_there(as_person, chief, reporter):
    renamed, gone = make_draft(reporter, "旧题"), make_draft(reporter, "删去的稿")
    for item in (renamed, gone):
        note(item, reporter)
    Article.objects.filter(pk=renamed.pk).update(title="新题")
    gone_key = gone.pk
    gone.delete()
    page = as_person(chief).get(RECORD).content.decode()
    assert ">旧题</a>" in page
    assert "删去的稿" in page
    assert f"/admin/articles/article/{gone_key}/change/" not in page


@pytest.mark.parametrize("asked", ["叶明谦", "明谦", "叶 明谦", "chief", "路灯", "叶明谦 路灯"])
def test_it_is_searched_by_title_and_by_the_name_as_it_is_written(asked, as_person, chief, reporter):
    note(make_draft(reporter, "路灯换新"), chief)
    note(make_draft(reporter, "停水通知"), reporter)
    assert found(as_person(chief), q=asked) == [("路灯换新", "chief")]


def test_it_is_narrowed_by_action_kind_person_and_item(as_person, chief, reporter):
    one, two = make_draft(reporter, "一"), make_draft(reporter, "二")
    note(one, reporter, "submit")
    note(two, chief, "return")
    note(one, chief, "pass", title="一（改题后）")
    client, about = as_person(chief), ContentType.objects.get_for_model(Article).pk
    assert found(client, action__exact="return") == [("二", "chief")]
    assert found(client, person=reporter.pk) == [("一", "reporter")]
    assert len(found(client, kind=about)) == 3
    assert found(client, kind=about + 999) == []
    assert found(client, item=f"{about}-{one.pk}") == [("一（改题后）", "chief"), ("一", "reporter")]
    assert f'href="?item={about}-{one.pk}"' in client.get(RECORD).content.decode()


def test_days_are_the_citys_and_both_ends_count(as_person, chief, reporter):
    item = make_draft(reporter)
    for days in (0, 1, 2):
        note(item, reporter, title=f"{days}天前", days_ago=days)
    client, today = as_person(chief), timezone.localdate()
    day = [(today - timezone.timedelta(days=days)).isoformat() for days in range(4)]
    assert [title for title, _person in found(client, **{"from": day[1]})] == ["0天前", "1天前"]
    assert [title for title, _person in found(client, until=day[1])] == ["1天前", "2天前"]
    assert [title for title, _person in found(client, **{"from": day[1], "until": day[1]})] == ["1天前"]


@pytest.mark.parametrize("query", [
    {"from": "2026-13-01"}, {"until": "昨天"}, {"from": "0001-01-01"}, {"until": "9999-12-31"}, {"from": "<b>"},
])  # fmt: skip
def test_a_day_that_is_none_is_said_to_be_none(query, as_person, chief, reporter):
    note(make_draft(reporter), reporter)
    response = as_person(chief).get(RECORD, query)
    assert response.status_code == 200
    page = response.content.decode()
    assert "不是日期，请写成 2026-11-22 的样子。" in page
    assert "<b>”" not in page


@pytest.mark.parametrize("query", [
    {"person": "x"}, {"kind": "-1"}, {"item": "x"}, {"item": "1-"}, {"item": "9" * 40}, {"person": "²"},
])  # fmt: skip
def test_other_nonsense_finds_nothing_and_breaks_nothing(query, as_person, chief, reporter):
    note(make_draft(reporter), reporter)
    assert found(as_person(chief), **query) == []


def test_nobody_changes_it_not_even_a_superuser(as_person, chief, reporter):
    admin = make_person("admin", "管理员", is_superuser=True)
    entry = note(make_draft(reporter), reporter)
    for person in (chief, admin):
        client = as_person(person)
        assert client.get(f"{RECORD}add/").status_code == client.post(f"{RECORD}add/").status_code == 403
        page = client.get(f"{RECORD}{entry.pk}/change/")
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert client.post(f"{RECORD}{entry.pk}/change/", {"comment": "改"}).status_code == 403
        assert client.post(f"{RECORD}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
        data = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
        client.post(RECORD, data)
        assert "delete_selected" not in client.get(RECORD).content.decode()
    assert list(Entry.objects.values_list("pk", "comment")) == [(entry.pk, "")]


def test_a_longer_record_asks_no_more_queries(as_person, chief, reporter):
    client = as_person(chief)
    note(make_draft(reporter), reporter)
    before = queries(client)
    for number in range(40):
        note(make_draft(reporter, f"稿{number}"), make_person(f"p{number}", "记者"))
    assert queries(client) == before


def test_it_is_never_counted_beyond_what_the_pages_show(as_person, chief, reporter, monkeypatch):
    monkeypatch.setattr("web.pagination.MOST_PAGES", 1)
    monkeypatch.setattr("editorial.admin.record.RecordAdmin.list_per_page", 5)
    item = make_draft(reporter)
    for _number in range(8):
        note(item, reporter)
    with CaptureQueriesContext(connection) as captured:
        page = as_person(chief).get(RECORD).content.decode()
    counts = [query["sql"] for query in captured if "COUNT(" in query["sql"] and "editorial_entry" in query["sql"]]
    assert counts
    assert all("LIMIT 6" in sql for sql in counts)
    assert "这里只列最近 5 条，更早的请按日期查看。" in page


def queries(client):
    client.get(RECORD)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(RECORD).status_code == 200
    return len(captured)
