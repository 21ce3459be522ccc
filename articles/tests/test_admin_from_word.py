"""The desk's way from Word files to drafts: who may, what is shown, and that one bad file takes nothing from others."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.cache import cache

from articles.models import Article, Contributor
from documents.tests.manuscripts import line
from photos.models import Photo
from portal.testing import make_column, make_draft

from .manuscripts import signs, upload

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
FROM_WORD = f"{LIST}from-word/"
WRITING = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer"}


@pytest.fixture(autouse=True)
def _forget():
    cache.clear()


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


def send(client, *files, **more):
    column = make_column()
    return client.post(FROM_WORD, {"column": column.pk, "files": files, **more}, follow=True)


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def brief(title="市民可以办卡了", name="简讯.docx"):
    Contributor.objects.get_or_create(name="林知夏", defaults={"slug": "lin-zhixia"})
    return upload(line(title), line("本报讯（记者 林知夏）昨日，窗口开了。"), name=name)


def test_only_those_who_may_add_articles_come_in(cast, as_person):
    for name, person in cast.items():
        client = as_person(person)
        statuses = [client.get(FROM_WORD).status_code, client.post(FROM_WORD).status_code]
        assert statuses == [200, 422] if name in WRITING else set(statuses) <= {302, 403}, name
        if name in WRITING:
            assert client.put(FROM_WORD).status_code == 405


def test_the_way_to_it_stands_above_the_list_and_above_a_new_article(desk):
    for page in (LIST, f"{LIST}add/"):
        assert f'href="{FROM_WORD}"' in desk.get(page).content.decode()


def test_it_begins_with_the_column_of_what_one_wrote_last(desk, reporter):
    column = make_column("简讯")
    make_draft(reporter, column=column)
    assert desk.get(FROM_WORD).context["form"]["column"].value() == column.pk


def test_one_file_leads_to_its_draft_which_says_until_it_is_saved_what_is_missing(desk, reporter):
    answer = send(desk, upload(line("题目"), line("藏", "", "<w:vanish/>"), line("正文。")))
    article = Article.objects.get()
    page = f"{LIST}{article.pk}/change/"
    assert answer.redirect_chain[-1][0] == page
    assert "隐藏文字1处，没有带进来。" in answer.content.decode()
    assert "隐藏文字1处" in desk.get(page).content.decode()
    article.title = "别的题目"
    article.save()
    article.keep_version(reporter)
    assert "隐藏文字1处" not in desk.get(page).content.decode()


def test_of_two_files_a_bad_one_takes_nothing_from_the_other(desk, reporter):
    answer = send(desk, brief(), upload(name="旧稿.doc", data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), signs())
    assert [article.title for article in Article.objects.order_by("pk")] == ["市民可以办卡了", "两块路牌换回原边"]
    refused, made, second = told(answer)
    assert refused.startswith("“旧稿.doc”没有做成草稿：这是旧格式")
    assert made == "已做成2条草稿。"
    assert ">两块路牌换回原边</a><ul><li>" in second
    assert [row.title for row in answer.context["cl"].result_list] == ["两块路牌换回原边", "市民可以办卡了"]
    assert LogEntry.objects.count() == sum(
        rows.count() for rows in (Article.objects, Photo.objects, Contributor.objects.filter(is_to_be_checked=True))
    )


def test_only_bad_files_are_told_on_the_form_and_what_was_chosen_beside_them_stays(desk):
    column = make_column("简讯")
    answer = send(desk, upload(name="<b>.odt", data=b"PK\x03\x04"), column=column.pk)
    assert answer.status_code == 422
    assert not Article.objects.exists()
    assert "“&lt;b&gt;.odt”没有做成草稿" in answer.content.decode()
    assert answer.context["form"]["column"].value() == str(column.pk)


def test_a_second_press_makes_nothing_and_leads_to_the_first_draft(desk):
    send(desk, brief())
    answer = send(desk, brief(name="<i>{x}.docx"))
    article = Article.objects.get()
    [sentence] = told(answer)
    assert sentence.startswith("“&lt;i&gt;{x}.docx”几分钟前已经做成草稿")
    assert f'href="{LIST}{article.pk}/change/"' in sentence


def test_without_a_column_or_a_file_or_with_too_many_nothing_is_made(desk, monkeypatch):
    assert "请选择栏目。" in send(desk, brief(), column="").content.decode()
    assert "请选择文件。" in send(desk).content.decode()
    assert "一次最多10个" in send(desk, *(brief() for _number in range(11))).content.decode()
    monkeypatch.setattr("articles.manuscripts.forms.MOST_BYTES", 100)
    assert "请分几次选" in send(desk, brief()).content.decode()
    assert not Article.objects.exists()
