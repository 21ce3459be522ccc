"""The next notice of a chain, begun with one press on the page of the one before."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from editorial.models import Entry
from notices.chains import Relation
from notices.models import Kind, Notice
from notices.tests.notice_form import said, url
from portal.testing import make_kind, make_notice, make_place

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(timezone.datetime(2026, 11, 23, 9, 41, 30))


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


@pytest.fixture
def before(_now):
    """A water cut that holds since yesterday until the day after tomorrow, 18:00."""
    notice = make_notice(
        "桃花新村停水",
        level=Notice.Level.URGENT,
        document_number="青水〔2026〕15号",
        issued_on=date(2025, 12, 30),
        effective_from=date(2026, 11, 22),
        effective_from_time=time(22),
        effective_until=date(2026, 11, 25),
        effective_until_time=time(18),
        when="11月22日22时起",
        places=[make_place()],
    )
    notice.facts.create(label="影响户数", value="320户")
    return notice


def follow(desk, notice, relation):
    response = desk.post(url("follow", notice.pk, relation), follow=True)
    assert response.status_code == 200
    return Notice.objects.exclude(pk=notice.pk).filter(follows=notice).first(), response


def period(notice):
    return (
        notice.effective_from,
        notice.effective_from_time,
        notice.effective_until,
        notice.effective_until_time,
    )


@pytest.mark.parametrize(
    ("relation", "title", "expected"),
    [
        ("extends", "（延长）桃花新村停水", (date(2026, 11, 22), time(22), None, None)),
        ("ends_early", "（提前结束）桃花新村停水", (date(2026, 11, 23), time(9, 41), date(2026, 11, 24), None)),
        ("corrects", "（更正）桃花新村停水", (date(2026, 11, 22), time(22), date(2026, 11, 25), time(18))),
        ("replaces", "（新）桃花新村停水", (date(2026, 11, 24), None, date(2026, 11, 25), time(18))),
        ("repeals", "（废止）桃花新村停水", (date(2026, 11, 24), None, None, None)),
        ("result", "（结果）桃花新村停水", (date(2026, 11, 23), None, None, None)),
    ],
)
def test_each_begins_with_what_follows_from_the_one_before(desk, reporter, before, relation, title, expected):
    notice, page = follow(desk, before, relation)
    assert (notice.title, period(notice), notice.relation) == (title, expected, relation)
    assert (notice.author, notice.state, notice.issued_on) == (reporter, "draft", date(2026, 11, 23))
    assert (notice.document_number, notice.when, notice.index_number[4:10]) == ("", "", "-2026-")
    assert list(notice.places.all()) == list(before.places.all())
    assert page.redirect_chain == [(url("change", notice.pk), 302)]
    [version] = notice.own_versions()
    assert version.remark == f"{Relation(relation).label}第{before.pk}号通告"
    entry = Entry.objects.about(Notice).get(object_id=notice.pk)
    assert (entry.actor, entry.action, entry.comment) == (reporter, "save", version.remark)


def test_the_word_of_an_early_end_does_not_outlast_the_old_end(desk, before):
    before.effective_until = date(2026, 11, 24)
    before.save()
    notice, _page = follow(desk, before, "ends_early")
    assert period(notice)[2:] == (date(2026, 11, 24), time(18))


def test_what_closes_the_matter_keeps_nothing_of_the_old_text(desk, before):
    notice, _page = follow(desk, before, "ends_early")
    assert (notice.body, notice.what_to_do, notice.level, notice.facts.count()) == ("", "", Notice.Level.ORDINARY, 0)
    assert notice.who == before.who


def test_what_corrects_keeps_all_of_it(desk, before):
    notice, _page = follow(desk, before, "corrects")
    assert (notice.body, notice.what_to_do, notice.level) == (before.body, before.what_to_do, before.level)
    assert [fact.value for fact in notice.facts.all()] == ["320户"]


def test_a_result_asks_for_no_more_comments(desk):
    kind = make_kind("征求意见", nature=Kind.Nature.CONSULTATION)
    before = make_notice(
        kind=kind, comments_from=date(2026, 11, 1), comments_until=date(2026, 11, 20), comments_how="写信到市城管局"
    )
    notice, _page = follow(desk, before, "result")
    assert (notice.comments_from, notice.comments_until, notice.comments_how) == (None, None, "")


def test_a_mark_is_not_put_before_another(desk, reporter, before):
    again = make_notice("（延长）桃花新村停水", follows=before, relation="extends", effective_until=date(2026, 12, 1))
    assert follow(desk, again, "extends")[0].title == "（延长）桃花新村停水"


def test_a_second_head_is_refused_with_the_way_to_the_first(desk, before):
    first, _page = follow(desk, before, "extends")
    second, page = follow(desk, before, "repeals")
    assert second == first
    [sentence] = said(page)
    assert "（延长）桃花新村停水" in sentence
    assert f'<a href="{url("change", first.pk)}">' in sentence
    assert Notice.objects.count() == 2


def test_pressing_twice_makes_one(desk, before):
    follow(desk, before, "extends")
    follow(desk, before, "extends")
    assert Notice.objects.count() == 2


@pytest.mark.parametrize("relation", ["ends_early", "replaces", "repeals"])
def test_what_is_over_cannot_be_ended(desk, relation):
    before = make_notice(effective_from=date(2026, 11, 1), effective_until=date(2026, 11, 22))
    assert relation not in str(desk.get(url("change", before.pk)).context["chain"]["offers"])
    notice, page = follow(desk, before, relation)
    assert notice is None
    assert "已经失效" in said(page)[0]


def test_what_has_no_end_cannot_be_extended(desk):
    notice, page = follow(desk, make_notice(), "extends")
    assert notice is None
    assert "无须延长" in said(page)[0]


def test_only_what_is_public_is_followed(desk, reporter):
    draft = make_notice(author=reporter, state="draft", publish_at=None)
    notice, page = follow(desk, draft, "corrects")
    assert notice is None
    assert desk.get(url("change", draft.pk)).context["chain"]["offers"] == []
    assert Notice.objects.count() == 1


def test_what_was_withdrawn_is_not_followed_though_nothing_of_its_chain_is_left(desk, before, final_reviewer):
    before.decide("withdraw", final_reviewer, "误发")
    notice, page = follow(desk, before, "corrects")
    assert notice is None
    assert len(said(page)) == 1
    assert "<a" not in said(page)[0]


def test_the_buttons_stand_on_the_page_of_the_last_word_alone(desk, before):
    page = desk.get(url("change", before.pk)).content.decode()
    for relation in Relation.values:
        assert f'formaction="{url("follow", before.pk, relation)}"' in page
    notice, page = follow(desk, before, "corrects")
    context = desk.get(url("change", before.pk)).context["chain"]
    assert context["offers"] == []
    assert [one.pk for one in context["members"]] == [notice.pk, before.pk]


def test_who_may_not_write_may_not_follow(as_person, keeper, outsider, before):
    assert as_person(keeper).post(url("follow", before.pk, "extends")).status_code == 403
    assert as_person(outsider).post(url("follow", before.pk, "extends")).status_code == 302
    assert as_person(None).post(url("follow", before.pk, "extends")).status_code == 403
    assert Notice.objects.count() == 1


def test_only_a_press_does_it(desk, before):
    assert desk.get(url("follow", before.pk, "extends")).status_code == 405
    assert desk.post(url("follow", before.pk, "nonsense")).status_code == 404
    assert desk.post(url("follow", before.pk + 1, "extends")).status_code == 404


def test_what_was_withdrawn_makes_room(desk, before, final_reviewer):
    first = make_notice("更正", follows=before, relation="corrects")
    first.decide("withdraw", final_reviewer, "误发")
    notice, _page = follow(desk, before, "ends_early")
    assert notice is not None
    assert (timezone.localdate() - notice.effective_from) == timedelta()
