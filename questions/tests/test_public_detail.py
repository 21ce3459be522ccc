"""An answer's own page: what it says, what it keeps to itself, and when it is there."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.testing import make_answer, make_authority, make_case, make_desk, make_photo, make_place
from questions.models import Answer, AnswerPhoto, AnswerUpdate, Case
from questions.related import related_to
from questions.views.public import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def text_of(client):
    return lambda answer: client.get(answer.get_absolute_url()).content.decode()


def test_it_says_who_asked_who_answered_and_who_carried_it(text_of):
    authority = make_authority("青禾市城市管理局", slug="chengguan")
    place = make_place("桃花新村", slug="taohua")
    text = text_of(make_answer(authority=authority, places=[place], answered_on=timezone.localdate(), askers=4))
    for said in ("王女士", "青禾市城市管理局", "值班记者 林知夏", "还有3位市民问过同样的问题", "带上身份证即可"):
        assert said in text
    assert 'href="/places/taohua/"' in text
    assert 'href="/authorities/chengguan/"' in text


def test_one_asker_is_no_crowd_and_without_an_authority_the_paper_answers(text_of, settings):
    text = text_of(make_answer())
    assert "位市民问过同样的问题" not in text
    assert f"<strong>{settings.NEWSPAPER['name']}</strong>" in text


def test_the_question_is_plain_text_with_its_paragraphs(text_of):
    text = text_of(make_answer(question="第一段<b>。\n\n第二段。"))
    assert "<p>第一段&lt;b&gt;。</p>" in text
    assert "<p>第二段。</p>" in text


def test_before_it_is_public_it_is_not_there(client):
    for fields in (
        {"state": Answer.State.DRAFT, "publish_at": None},
        {"state": Answer.State.IN_REVIEW, "publish_at": None},
        {"publish_at": timezone.now() + timedelta(minutes=1)},
    ):
        assert client.get(make_answer(**fields).get_absolute_url()).status_code == 404
    assert client.get("/questions/999999/").status_code == 404


def test_withdrawn_it_says_when_and_why_and_no_more(client):
    withdrawn = {"state": Answer.State.WITHDRAWN, "withdrawn_at": timezone.now(), "withdrawn_reason": "答复有误"}
    response = client.get(make_answer(**withdrawn).get_absolute_url())
    text = response.content.decode()
    assert response.status_code == 410
    assert "答复有误" in text
    assert "王女士" not in text
    assert "带上身份证" not in text


def test_a_correction_stands_on_the_page_and_on_the_page_of_corrections(client, text_of):
    answer = make_answer()
    answer.correct(answer.author, "“11月21日”应为“11月22日”。")
    correction = answer.corrections.get()
    assert "应为“11月22日”" in text_of(answer)
    listed = client.get("/corrections/").content.decode()
    assert f'id="correction-{correction.pk}"' in listed
    assert answer.get_absolute_url() in listed
    assert (
        f"{answer.get_absolute_url()}#correction-{correction.pk}" in client.get("/feeds/corrections/").content.decode()
    )


def test_pictures_stand_once_before_stands_before_after_and_updates_follow(text_of):
    lead, before, after = (make_photo(colour=(shade, 0, 0)) for shade in (1, 2, 3))
    answer = make_answer(lead_photo=lead, lead_caption="现场。")
    AnswerPhoto.objects.create(answer=answer, photo=after, role="after", order=0)
    AnswerPhoto.objects.create(answer=answer, photo=before, role="before", order=1)
    AnswerUpdate.objects.create(answer=answer, on=timezone.localdate(), text="新路牌已经装好。")
    text = text_of(answer)
    assert re.findall(r'<img src="([^"]+)"', text) == [lead.url, before.url, after.url]
    assert "新路牌已经装好。" in text
    Answer.objects.filter(pk=answer.pk).update(lead_photo=before)
    assert text_of(answer).count(f'<img src="{before.url}"') == 1


def test_others_of_the_authority_come_first_then_of_the_desk_never_itself_or_what_is_not_public():
    water, desk = make_authority(), make_desk()
    answer = make_answer(authority=water, desk=desk)
    same_desk = [make_answer(f"同台{number}？", desk=desk) for number in range(3)]
    elsewhere = make_answer(
        "同单位？", desk=make_desk("随手拍"), authority=water, publish_at=timezone.now() - timedelta(days=9)
    )
    make_answer("别处？", desk=make_desk("码上问需"))
    make_answer("未到？", desk=desk, authority=water, publish_at=timezone.now() + timedelta(days=1))
    related = related_to(answer)
    assert related[0] == elsewhere
    assert set(related) == {elsewhere, *same_desk}


def test_whoever_reads_is_led_to_the_desk_while_it_is_open(text_of):
    desk = make_desk(slug="rexian")
    answer = make_answer(desk=desk)
    assert 'href="/questions/desks/rexian/"' in text_of(answer)
    desk.closes_on = timezone.localdate() - timedelta(days=1)
    desk.save()
    assert 'href="/questions/desks/rexian/"' not in text_of(answer)
    assert "看看可以在哪里提问" in text_of(answer)


def test_a_version_in_memory_has_the_same_page(reporter, rf):
    from editorial import snapshots

    answer = make_answer("旧题？", author=reporter, state=Answer.State.DRAFT, publish_at=None)
    data = snapshots.snapshot_of(answer)
    data["fields"]["title"] = "新题？"
    data["rows"]["updates"] = [{"id": None, "on": "2026-11-20", "text": "后来。"}]
    page = page_of(snapshots.as_item(answer, data))
    assert page["answer"].title == "新题？"
    assert [update.text for update in page["updates"]] == ["后来。"]
    assert [step.on for step in page["timeline"]] == [answer.asked_on]


@pytest.mark.parametrize("rows", [1, 15])
def test_it_costs_at_most_eight_queries_whatever_it_holds(client, django_assert_max_num_queries, rows):
    desk, authority = make_desk(), make_authority()
    answer = make_answer(desk=desk, authority=authority, places=[make_place(f"小区{n}") for n in range(rows)])
    case = make_case(desk)
    Case.objects.filter(pk=case.pk).update(answer=answer)
    for number in range(rows):
        make_answer(f"又{number}？", desk=desk, authority=authority, lead_photo=make_photo(colour=(number, 9, 9)))
        AnswerPhoto.objects.create(answer=answer, photo=make_photo(colour=(number, 0, 0)))
        AnswerUpdate.objects.create(answer=answer, on=timezone.localdate(), text="后来。")
        answer.correct(answer.author, f"更正{number}。")
        case.promises.create(
            authority=authority, text="换灯", first_due_on=timezone.localdate(), due_on=timezone.localdate()
        )
        case.referrals.create(authority=authority, text="问。", sent_by=answer.author, expires_at=timezone.now())
    client.get("/corrections/")  # it is remembered which kinds of content there are
    for path in (answer.get_absolute_url(), "/corrections/"):
        with django_assert_max_num_queries(8):
            client.get(path)
