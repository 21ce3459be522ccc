"""Writing an article at the editors' desk."""

import re

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article
from editorial.rules import Action
from portal.testing import make_article, make_column, make_contributor, make_draft, make_photo, make_place, make_topic

from .admin_form import said, typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
State = Article.State


def new(**fields):
    return typed(
        **{
            "column": make_column().pk,
            "title": "新稿",
            "body": "<p>正文</p>",
            "source": "青禾晚报",
            "_continue": 1,
            **fields,
        }
    )


def test_a_new_article_is_a_draft_of_the_person_who_wrote_it(as_person, reporter):
    response = as_person(reporter).post(url("add"), new())
    article = Article.objects.get()
    assert (article.author, article.state) == (reporter, State.DRAFT)
    assert response["Location"] == url("change", article.pk)


def test_it_starts_with_the_byline_of_its_writer(as_person, reporter):
    contributor = make_contributor(user=reporter, role="photographer")
    client = as_person(reporter)
    formset = client.get(url("add")).context["inline_admin_formsets"][0].formset
    assert formset.forms[0].initial == {"contributor": contributor.pk, "role": "photographer"}
    client.post(
        url("add"), new(rows={"bylines": [{"contributor": contributor.pk, "role": "photographer", "order": 0}]})
    )
    assert [byline.contributor for byline in Article.objects.get().bylines.all()] == [contributor]


def test_somebody_without_a_byline_of_their_own_starts_with_an_empty_row(as_person, first_reviewer):
    formset = as_person(first_reviewer).get(url("add")).context["inline_admin_formsets"][0].formset
    assert [form.initial for form in formset.forms] == [{}]


def test_every_part_is_saved(as_person, reporter):
    contributor, photo, place, topic = make_contributor(), make_photo(), make_place(), make_topic()
    rows = {
        "bylines": [{"contributor": contributor.pk, "role": "reporter", "order": 1}],
        "topic_entries": [{"topic": topic.pk, "order": 2}],
        "photos": [{"photo": photo.pk, "role": "before", "caption": "之前", "order": 3}],
        "steps": [{"title": "先关总阀", "text": "再打电话。", "order": 4}],
    }
    response = as_person(reporter).post(
        url("add"), new(rows=rows, places=[place.pk], lead_photo=photo.pk, season_from=11, season_to=2)
    )
    assert response.status_code == 302
    article = Article.objects.get()
    assert article.places.get() == place
    assert (article.bylines.get().order, article.photos.get().role) == (1, "before")
    assert (article.steps.get().title, article.topics.get()) == ("先关总阀", topic)


def test_save_and_submit_does_both(as_person, reporter):
    response = as_person(reporter).post(url("add"), new(_then="submit"), follow=True)
    article = Article.objects.get()
    assert article.state == State.IN_REVIEW
    assert response.redirect_chain == [(url("changelist"), 302)]
    assert said(response) == ["《新稿》已提交，等待终审。"]


def test_refused_the_save_stays_and_the_reasons_are_read(as_person, reporter):
    response = as_person(reporter).post(url("add"), new(_then="submit", source=""), follow=True)
    article = Article.objects.get()
    assert article.state == State.DRAFT
    assert response.redirect_chain == [(url("change", article.pk), 302)]
    assert said(response)[0].startswith("已保存，但未能继续：署名和来源都没有填写。")
    assert url("preflight", article.pk) in said(response)[0]


def test_a_reviewer_saves_and_passes_in_one(as_person, reporter, final_reviewer):
    article = make_draft(reporter)
    article.decide(Action.SUBMIT, reporter)
    as_person(final_reviewer).post(url("change", article.pk), typed(article, title="改过的标题", _then="pass"))
    article.refresh_from_db()
    assert (article.title, article.is_live) == ("改过的标题", True)


def test_nothing_else_can_be_asked_for_on_saving(as_person, reporter, final_reviewer):
    article = make_article(author=reporter)
    as_person(final_reviewer).post(url("change", article.pk), typed(article, _then="withdraw"))
    article.refresh_from_db()
    assert article.state == State.APPROVED


@pytest.mark.parametrize(("field", "text", "error"), [
    ("title", "字" * 61, "现有 61 字，最多 60 字。"),
    ("summary", "字" * 121, "现有 121 字，最多 120 字。"),
    ("editors_note", "字" * 401, "现有 401 字，最多 400 字。"),
])  # fmt: skip
def test_what_is_too_long_is_named_and_kept_whole(field, text, error, as_person, reporter):
    response = as_person(reporter).post(url("add"), new(**{field: text}))
    form = response.context["adminform"].form
    assert form.errors[field] == [error]
    assert text in str(form[field])
    assert "maxlength" not in str(form[field])


def test_a_season_with_one_end_is_refused_beside_the_missing_one(as_person, reporter):
    for given, missing in (("season_from", "season_to"), ("season_to", "season_from")):
        response = as_person(reporter).post(url("add"), new(**{given: 11}))
        form = response.context["adminform"].form
        assert form.errors[missing] == ["时令要同时填写起止月份。"]
        assert 'value="11"' in str(form[given])


def test_somebody_elses_draft_is_only_looked_at(as_person, reporter, other_reporter):
    article = make_draft(reporter)
    client = as_person(other_reporter)
    response = client.get(url("change", article.pk))
    assert response.status_code == 200
    assert not response.context["has_change_permission"]
    assert "_continue" not in response.content.decode()


def test_what_left_the_writers_hands_is_not_saved_and_the_text_is_given_back(as_person, reporter):
    article = make_draft(reporter)
    data = typed(article, title="来不及的修改", body="<p>新写的一段</p>", _continue=1)
    article.decide(Action.SUBMIT, reporter)
    response = as_person(reporter).post(url("change", article.pk), data)
    assert response.status_code == 403
    page = response.content.decode()
    assert "来不及的修改" in page
    assert "&lt;p&gt;新写的一段&lt;/p&gt;" in page
    assert "《一篇草稿》现在是“审核中”" in page
    article.refresh_from_db()
    assert article.title == "一篇草稿"


def test_nobody_anonymous_and_no_outsider_writes(as_person, outsider, keeper, reporter):
    article = make_draft(reporter)
    data = typed(article, title="改", _continue=1)
    for person, status in ((None, 403), (outsider, 302), (keeper, 403)):
        assert as_person(person).post(url("change", article.pk), data).status_code == status
    for person, status in ((None, 302), (outsider, 302), (keeper, 403)):
        assert as_person(person).get(url("add")).status_code == status
    article.refresh_from_db()
    assert article.title == "一篇草稿"


def test_the_pictures_of_the_text_are_listed_with_what_they_lack(as_person, reporter):
    good, bare = make_photo(title="好图"), make_photo(title="缺图", alt_text="", credit_name="")
    article = make_draft(reporter, body=f'<p><img src="{good.url}"></p><p><img src="{bare.url}"></p>')
    page = as_person(reporter).get(url("change", article.pk)).content.decode()
    assert f'<a href="/admin/photos/photo/{good.pk}/change/">好图</a></span>' in page
    assert f'<a href="/admin/photos/photo/{bare.pk}/change/">缺图</a> <strong class="lacking">' in page
    assert "替代文字、署名</strong>" in page


def test_the_lines_that_print_limits_say_so(as_person, reporter):
    page = as_person(reporter).get(url("add")).content.decode()
    for name, limit in {"kicker": 24, "title": 22, "subtitle": 30, "summary": 60}.items():
        assert re.search(rf'data-print-limit="{limit}"[^>]* id="id_{name}"', page)
    assert re.search(r'<textarea[^>]*data-count[^>]*id="id_body"', page)


def test_who_may_only_look_reads_the_text_as_readers_do(as_person, keeper, reporter):
    article = make_article(author=reporter, body="<h2>小标题</h2>")
    page = as_person(keeper).get(url("change", article.pk)).content.decode()
    assert '<h2 id="section-1">小标题</h2>' in page
    assert date_format(timezone.localtime(article.publish_at), "DATETIME_FORMAT") in page


def test_lines_that_the_editor_breaks_by_itself_are_no_change(as_person, reporter, final_reviewer):
    article = make_article(author=reporter, body="<p>一段。</p><p>二段。</p>")
    broken = "<p>一段。</p>\r\n\r\n<p>二段。</p>\r\n"
    data = typed(article, body=broken, front_position=2, _continue=1, **{"_readers-is_minor": ""})
    assert as_person(final_reviewer).post(url("change", article.pk), data).status_code == 302
    article.refresh_from_db()
    assert (article.body, article.front_position) == ("<p>一段。</p><p>二段。</p>", 2)
    data = typed(article, body=broken.replace("二段", "三段"), **{"_readers-is_minor": ""})
    assert as_person(final_reviewer).post(url("change", article.pk), data).status_code == 200
