"""What is approved stays fit to be read: a save that would spoil it is not made, and nothing typed is lost."""

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from portal.testing import make_article, make_contributor, make_draft, make_photo

from .admin_form import said, typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
NO_CREDIT = "署名和来源都没有填写。"
TOMORROW = timezone.timedelta(days=1)


def errors(response):
    assert response.status_code == 200
    return response.context["adminform"].form.non_field_errors()


@pytest.mark.parametrize("ahead", [-TOMORROW, TOMORROW])
def test_the_only_byline_of_what_is_approved_cannot_be_taken_away(ahead, as_person, reporter, final_reviewer):
    moment = timezone.now() + ahead
    article = make_article("原题", reporter, bylines=[make_contributor()], publish_at=moment)
    rows = {"steps": [{"title": "先关总阀", "text": "再打电话。", "order": 1}]}
    time = {}
    if ahead > timezone.timedelta():
        local = timezone.localtime(moment)
        time = {"publish_at_0": local.strftime("%Y-%m-%d"), "publish_at_1": local.strftime("%H:%M:%S")}
    data = typed(article, rows, title="新题", _continue=1, **time, **{"bylines-0-DELETE": "on"})
    response = as_person(final_reviewer).post(url("change", article.pk), data)
    assert errors(response) == [NO_CREDIT]
    page = response.content.decode()
    assert 'value="新题"' in page
    assert 'value="先关总阀"' in page
    assert 'name="bylines-0-DELETE" id="id_bylines-0-DELETE" checked' in page
    article.refresh_from_db()
    assert (article.title, article.bylines.count(), article.steps.count()) == ("原题", 1, 0)
    assert not LogEntry.objects.exists()


def test_the_same_form_goes_through_once_it_is_mended(as_person, reporter, final_reviewer):
    article = make_article(author=reporter, bylines=[make_contributor()])
    data = typed(article, title="新题", source="青禾晚报", _continue=1, **{"bylines-0-DELETE": "on"})
    assert as_person(final_reviewer).post(url("change", article.pk), data).status_code == 302
    article.refresh_from_db()
    assert (article.title, article.bylines.count()) == ("新题", 0)


@pytest.mark.parametrize("where", ["lead", "gallery", "text"])
def test_a_picture_without_its_words_does_not_come_before_readers(where, as_person, reporter, final_reviewer):
    article, bare = make_article(author=reporter), make_photo(title="缺图", alt_text="")
    fields, rows = {}, {}
    if where == "lead":
        fields["lead_photo"] = bare.pk
    elif where == "gallery":
        rows["photos"] = [{"photo": bare.pk, "role": "gallery", "order": 1}]
    else:
        fields["body"] = f'<p><img src="{bare.url}"></p>'
    response = as_person(final_reviewer).post(url("change", article.pk), typed(article, rows, _continue=1, **fields))
    assert errors(response) == ["图片“缺图”缺替代文字或署名。"]
    article.refresh_from_db()
    assert (article.lead_photo, article.photos.count(), article.inline_photos.count()) == (None, 0, 0)


def test_what_was_taken_out_of_the_text_is_told_once(as_person, reporter, final_reviewer):
    article = make_article(author=reporter)
    data = typed(article, source="", body="<p>好</p><script>1</script>", _continue=1)
    response = as_person(final_reviewer).post(url("change", article.pk), data)
    assert errors(response) == [NO_CREDIT]
    assert len(said(response)) == 1


def test_a_draft_may_still_lack_what_it_will_need(as_person, reporter):
    draft = make_draft(reporter)
    response = as_person(reporter).post(url("change", draft.pk), typed(draft, source="", title="改", _continue=1))
    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.source) == ("改", "")
