"""What an answer was made of, beside its form: for members of the case's desk, and for nobody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.bringing_in import bring_in
from editorial.tests.desk import form_of
from photos.intake import clean_picture
from portal.testing import make_authority, make_case, make_desk, make_photo, picture_file, put
from questions.models import Answer, Case
from questions.stages import answering, assigning, following, referring

pytestmark = pytest.mark.django_db
TEXT = "我叫王小芳，住桃花新村3栋502室，路灯不亮。"
CANARIES = ("王小芳", "3栋502室", "还是不亮，急", "三日内修好，请放心")


def url(page, *args):
    return reverse(f"admin:questions_answer_{page}", args=args)


@pytest.fixture
def case(reporter, first_reviewer):
    contact = {"name": "王小芳", "telephone": "13800001234"}
    pictures = [clean_picture(picture_file(colour=(9, 9, 9)))]
    case = make_case(make_desk(head=first_reviewer, members=[reporter]), TEXT, contact=contact, pictures=pictures)
    assigning.claim(case, reporter)
    following.add(case, "还是不亮，急")
    referral = referring.refer(case, reporter, make_authority("青禾市路灯管理所"), "路灯不亮。")
    referring.take_reply(case, referral, "三日内修好，请放心", officer="运维科 陈")
    return case


@pytest.fixture
def answer(case, reporter):
    return answering.begin_answer(case, reporter, "王女士")


def test_members_of_the_desk_see_the_case_its_words_and_the_replies(case, answer, reporter, first_reviewer, as_person):
    for person in (reporter, first_reviewer):
        page = as_person(person).get(url("change", answer.pk)).content.decode()
        assert reverse("admin:questions_case_change", args=[case.pk]) in page
        assert "<mark>王小芳</mark>" in page
        assert "<mark>3栋502室</mark>" in page
        for shown in ("还是不亮，急", "三日内修好，请放心", "青禾市路灯管理所", "运维科 陈"):
            assert shown in page
        assert "13800001234" not in page
        assert not case.contact_looks.exists()


def test_nobody_else_sees_a_trace_of_it(
    case, answer, second_reviewer, final_reviewer, keeper, other_reporter, as_person
):
    answer.body, answer.question = "<p>修好了。</p>", "路灯不亮。"
    answer.state, answer.publish_at = Answer.State.APPROVED, timezone.now()
    bring_in(answer, final_reviewer)
    for person in (second_reviewer, final_reviewer, keeper, other_reporter):
        answer_page = as_person(person).get(url("change", answer.pk))
        assert answer_page.status_code == 200
        page = answer_page.content.decode()
        assert reverse("admin:questions_case_change", args=[case.pk]) not in page
        for secret in (*CANARIES, str(case)):
            assert secret not in page, (person, secret)


def test_no_preview_no_version_and_no_history_holds_the_askers_words(case, answer, reporter, as_person):
    client = as_person(reporter)
    for page in ("preview", "history", "compare", "preflight"):
        shown = client.get(url(page, answer.pk)).content.decode()
        for secret in ("王小芳", "3栋502室", "还是不亮，急"):
            assert secret not in shown, page


def test_pictures_that_were_taken_into_the_library_are_named_for_the_picker(case, answer, reporter, as_person):
    picture, photo = case.pictures.get(), make_photo(title="不亮的路灯")
    page = as_person(reporter).get(url("change", answer.pk)).content.decode()
    assert picture.stem not in page
    picture.photo = photo
    picture.save()
    page = as_person(reporter).get(url("change", answer.pk)).content.decode()
    assert f"{photo.pk} · 不亮的路灯" in page


def test_the_proposed_version_of_a_live_answer_has_it_beside_its_form_too(case, answer, reporter, as_person):
    put(answer, state=Answer.State.APPROVED, publish_at=timezone.now(), body="<p>好。</p>")
    client = as_person(reporter)
    page = client.post(url("propose", answer.pk), follow=True).content.decode()
    assert "<mark>王小芳</mark>" in page


def test_from_the_case_to_what_readers_get(one_review, case, answer, reporter, final_reviewer, as_person, client):
    writer = as_person(reporter)
    form = form_of(writer.get(url("change", answer.pk)), "answer_form")
    assert form["asker"] == ["王女士"]
    assert "〔姓名〕" in form["question"][0]
    unchanged = writer.post(url("change", answer.pk), {**form, "_then": "submit"}, follow=True).content.decode()
    assert "〔姓名〕" in unchanged
    answer.refresh_from_db()
    assert answer.state == Answer.State.DRAFT
    edited = {
        "title": "路灯何时修好？",
        "question": "桃花新村一盏路灯不亮，何时修好？",
        "answered_on": timezone.localdate(),
    }
    form = form_of(writer.get(url("change", answer.pk)), "answer_form")
    assert writer.post(url("change", answer.pk), {**form, **edited, "_then": "submit"}).status_code == 302
    answer.refresh_from_db()
    assert answer.state == Answer.State.IN_REVIEW
    decision = {"seen": answer.version, "comment": ""}
    assert as_person(final_reviewer).post(url("decide", answer.pk, "pass"), decision).status_code == 302
    case.refresh_from_db()
    assert case.status == Case.Status.ANSWERED
    page = as_person(None).get(answer.get_absolute_url()).content.decode()
    for shown in ("路灯何时修好？", "桃花新村一盏路灯不亮", "王女士", "三日内修好"):
        assert shown in page
    for secret in ("王小芳", "502", "13800001234"):
        assert secret not in page


def test_a_copy_of_an_answer_is_of_no_case(case, answer, reporter, as_person):
    as_person(reporter).post(url("duplicate", answer.pk))
    copy = Answer.objects.exclude(pk=answer.pk).get()
    assert not hasattr(copy, "case")
    assert Case.objects.get().answer == answer


def test_a_deleted_draft_leaves_its_case_free_for_another(case, answer, reporter, first_reviewer, as_person):
    assert as_person(first_reviewer).post(url("delete", answer.pk), {"post": "yes"}).status_code == 302
    case.refresh_from_db()
    assert case.answer is None
    assert answering.begin_answer(case, reporter).pk != answer.pk
