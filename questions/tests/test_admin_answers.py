"""The newsroom's desk for answers: who sees which, and what a form tells whoever fills it in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.tests.desk import form_of
from portal.testing import make_answer, make_desk, make_person
from questions.models import Answer, Case, Desk

pytestmark = pytest.mark.django_db
PAGES = ("preview", "preflight", "history", "compare", "preview_links")


def url(page, *args):
    return reverse(f"admin:questions_answer_{page}", args=args)


def draft_of(author, title="一条草稿", **fields):
    return make_answer(title, author, **{"state": Answer.State.DRAFT, "publish_at": None, **fields})


@pytest.fixture
def desk(reporter):
    return make_desk(members=[reporter])


@pytest.fixture
def elsewhere(other_reporter):
    return make_desk("随手拍", members=[other_reporter], kind=Desk.Kind.SNAPSHOT)


def titles(client, **query):
    return {item.title for item in client.get(url("changelist"), query).context["cl"].result_list}


def test_reporters_see_what_is_theirs_their_desks_and_live_reviewers_all(
    desk, elsewhere, reporter, other_reporter, as_person, first_reviewer, final_reviewer, keeper
):
    draft_of(reporter, "本窗口的草稿", desk=desk)
    draft_of(other_reporter, "别处的草稿", desk=elsewhere)
    draft_of(reporter, "写给别处的草稿", desk=elsewhere)
    make_answer("别处已定时", other_reporter, elsewhere, publish_at=timezone.now() + timedelta(hours=2))
    make_answer("别处已发布", other_reporter, elsewhere)
    live, mine = {"别处已发布"}, {"本窗口的草稿", "写给别处的草稿"}
    theirs = {"别处的草稿", "写给别处的草稿", "别处已定时"}
    assert titles(as_person(reporter)) == live | mine
    assert titles(as_person(other_reporter)) == live | theirs
    assert titles(as_person(keeper)) == live
    for reviewer in (first_reviewer, final_reviewer):
        assert titles(as_person(reviewer)) == live | mine | theirs


def test_to_others_it_is_not_there_on_any_page(desk, reporter, other_reporter, as_person):
    answer = draft_of(reporter, desk=desk)
    answer.keep_version(reporter)
    for page in PAGES:
        assert as_person(reporter).get(url(page, answer.pk)).status_code == 200, page
        assert as_person(other_reporter).get(url(page, answer.pk)).status_code == 404, page
    change = url("change", answer.pk)
    assert as_person(reporter).get(change).status_code == 200
    assert as_person(other_reporter).get(change).status_code == 302
    assert as_person(other_reporter).post(change, {"title": "改"}).status_code == 404
    for page in (url("decide", answer.pk, "submit"), url("duplicate", answer.pk), url("presence", answer.pk)):
        assert as_person(other_reporter).post(page).status_code == 404, page
    answer.refresh_from_db()
    assert answer.title == "一条草稿"


def test_the_calendar_and_the_plan_of_the_day_name_nothing_that_is_anothers(
    elsewhere, reporter, other_reporter, as_person, first_reviewer, time_machine
):
    time_machine.move_to("2026-11-24 10:00 +0800", tick=False)
    make_answer("别处已定时", other_reporter, elsewhere, publish_at=timezone.now() + timedelta(hours=2))
    for address in (reverse("admin:calendar"), reverse("admin:index")):
        assert "别处已定时" not in as_person(reporter).get(address).content.decode(), address
        for person in (other_reporter, first_reviewer):
            assert "别处已定时" in as_person(person).get(address).content.decode(), address


def test_each_count_of_the_queue_leads_to_as_many_answers(desk, reporter, first_reviewer, as_person):
    draft_of(reporter, desk=desk).decide("submit", reporter)
    returned = draft_of(reporter, "退回的", desk=desk)
    returned.decide("submit", reporter)
    returned.decide("return", first_reviewer, "请核实")
    for person, codes in ((reporter, {"returned"}), (first_reviewer, {"awaiting"})):
        client = as_person(person)
        counts = [
            line
            for line in client.get(reverse("admin:index")).context["queue"]["counts"]
            if line.url.startswith(url("changelist"))
        ]
        assert {line.code for line in counts} == codes
        for line in counts:
            assert len(client.get(line.url).context["cl"].result_list) == line.count == 1


def test_an_answer_without_a_case_is_added_by_hand(desk, reporter, as_person):
    client = as_person(reporter)
    form = form_of(client.get(url("add")), "answer_form")
    assert form["desk"] == [str(desk.pk)]
    assert form["duty_reporter"] == [reporter.username]
    today = timezone.localdate()
    typed = {
        "title": "公交卡丢了怎么办？",
        "asker": "王女士",
        "question": "卡丢了能补吗？",
        "asked_on": today,
        "body": "<p>能补。</p>",
    }
    assert client.post(url("add"), {**form, **typed}).status_code == 302
    answer = Answer.objects.get()
    assert (answer.author, answer.desk, answer.version) == (reporter, desk, 1)
    assert not Case.objects.exists()


def test_writers_choose_among_their_desks_and_may_leave_an_answer_where_it_is(
    desk, elsewhere, reporter, first_reviewer, as_person
):
    def offered(person, page):
        return set(as_person(person).get(page).context["adminform"].form.fields["desk"].queryset)

    written_elsewhere = draft_of(reporter, desk=elsewhere)
    assert offered(reporter, url("add")) == {desk}
    assert offered(reporter, url("change", written_elsewhere.pk)) == {desk, elsewhere}
    assert offered(first_reviewer, url("add")) == {desk, elsewhere}
    assert offered(make_person("newcomer", "记者"), url("add")) == set()


@pytest.mark.parametrize(("asked", "answered", "field", "sentence"), [
    (1, None, "asked_on", "这一天还没有到"),
    (-3, 1, "answered_on", "这一天还没有到"),
    (-3, -4, "answered_on", "不能早于提问的日期"),
])  # fmt: skip
def test_days_that_cannot_be_are_told_at_their_field(asked, answered, field, sentence, desk, reporter, as_person):
    answer, client, today = draft_of(reporter, desk=desk), as_person(reporter), timezone.localdate()
    days = {"asked_on": today + timedelta(days=asked)}
    days |= {"answered_on": today + timedelta(days=answered)} if answered else {}
    page = client.post(
        url("change", answer.pk), {**form_of(client.get(url("change", answer.pk)), "answer_form"), **days}
    )
    assert page.status_code == 200
    (error,) = page.context["adminform"].form.errors[field]
    assert sentence in error


def test_the_same_day_is_right(desk, reporter, as_person):
    answer, client, today = draft_of(reporter, desk=desk), as_person(reporter), timezone.localdate()
    form = form_of(client.get(url("change", answer.pk)), "answer_form")
    saved = client.post(url("change", answer.pk), {**form, "asked_on": today, "answered_on": today})
    assert saved.status_code == 302


def test_the_form_counts_against_print(desk, reporter, as_person):
    page = as_person(reporter).get(url("change", draft_of(reporter, desk=desk).pk)).content.decode()
    for name, limit in (("title", 22), ("question", 150)):
        assert f'name="{name}"' in page
        assert f'data-print-limit="{limit}"' in page
    assert "maxlength" not in page.partition('name="question"')[2].partition(">")[0]


def test_who_may_only_look_reads_the_text_as_readers_do(desk, reporter, other_reporter, as_person):
    answer = make_answer(author=reporter, desk=desk)
    page = as_person(other_reporter).get(url("change", answer.pk)).content.decode()
    assert "<p>各街道政务服务中心都能办" in page
