"""The page of a case: what stands on it, what is offered to whom, and what of the citizen's never leaves it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from portal.testing import make_case
from questions.stages import assigning, following, referring

from .case_desk import CANARIES, LIST, full_case, page_of, staffed_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    return staffed_desk(cast)


def offered(page):
    """The names of all actions that the page has a form or a link for."""
    offers = [*page.context["first"], *page.context["see_contact"]]
    offers += [offer for _name, group in page.context["groups"] for offer in group]
    for rows in ("pictures", "referrals", "promises"):
        offers += [offer for _row, group in page.context[rows] for offer in group]
    return {offer["form"].name for offer in offers}


def test_the_holder_is_offered_the_work_and_others_what_is_left_to_them(desk, cast, as_person):
    case = full_case(desk, cast["reporter"])
    page = as_person(cast["reporter"]).get(page_of(case))
    holders = "refer promise answer begin_answer note hand_over release join close see_contact choose_picture"
    settle = {"keep_promise", "extend_promise"}
    assert offered(page) == {*holders.split(), "record_reply", "revoke", *settle}
    assert offered(as_person(cast["other_reporter"]).get(page_of(case))) == {"note", *settle}
    assert offered(as_person(cast["first_reviewer"]).get(page_of(case))) == {
        "note", "hand_over", "release", "join", "close", *settle}  # fmt: skip


def test_what_waits_for_a_look_can_be_admitted_or_closed(desk, cast, as_person):
    case = make_case(desk, "加我领红包", is_held=True)
    assert offered(as_person(cast["reporter"]).get(page_of(case))) == {"admit", "refuse_spam", "note", "close"}


def test_the_page_shows_the_words_with_private_spots_marked_and_all_that_happened(desk, cast, as_person):
    case = make_case(desk, "路灯不亮，<b>电话</b>13800000000。")
    following.add(case, "住3栋502室")
    assigning.claim(case, cast["reporter"])
    assigning.add_note(case, cast["reporter"], internal="已经催过", public="正在联系")
    page = as_person(cast["reporter"]).get(page_of(case)).content.decode()
    for part in ("<mark>13800000000</mark>", "&lt;b&gt;", "<mark>3栋502室</mark>", "已经催过", "正在联系"):
        assert part in page


def test_the_contact_is_nowhere_on_it_and_nothing_of_the_case_in_the_admins_own_log(desk, cast, as_person):
    case = full_case(desk, cast["reporter"])
    client = as_person(cast["reporter"])
    for address in (page_of(case), reverse("admin:questions_case_answer", args=[case.pk]), LIST, "/admin/"):
        page = client.get(address).content.decode()
        assert not [canary for canary in CANARIES if canary in page], address
    client.post(reverse("admin:questions_case_action", args=[case.pk, "note"]), {"internal": "记一笔"})
    assert not LogEntry.objects.exists()


def test_pictures_are_shown_to_the_desk_alone_and_kept_by_no_cache(desk, cast, as_person):
    case, other = full_case(desk, cast["reporter"]), make_case(desk)
    picture = case.pictures.first()
    for size, expected in (("small", 200), ("large", 200), ("huge", 404)):
        address = reverse("admin:questions_case_picture", args=[case.pk, picture.pk, size])
        response = as_person(cast["other_reporter"]).get(address)
        assert response.status_code == expected
        if expected == 200:
            assert response["Content-Type"] == "image/jpeg"
            assert "no-store" in response["Cache-Control"]
            assert b"".join(response.streaming_content).startswith(b"\xff\xd8")
    address = reverse("admin:questions_case_picture", args=[case.pk, picture.pk, "small"])
    for name in ("final_reviewer", "keeper"):
        assert as_person(cast[name]).get(address).status_code == 404
    for name in ("anonymous", "outsider"):
        assert as_person(cast[name]).get(address).status_code == 302
    wrong = reverse("admin:questions_case_picture", args=[other.pk, picture.pk, "small"])
    assert as_person(cast["reporter"]).get(wrong).status_code == 404


def test_made_up_keys_are_not_found(desk, cast, as_person):
    client = as_person(cast["reporter"])
    for key in ("0", "x", "-1", "9" * 30, "٣", "1_0"):
        assert client.get(f"{LIST}{key}/change/").status_code == 404, key


def test_the_editors_policy_is_wider_on_the_answers_page_alone(desk, cast, as_person):
    case = full_case(desk, cast["reporter"])
    client = as_person(cast["reporter"])
    assert "unsafe-inline" not in client.get(page_of(case))["Content-Security-Policy"]
    answer = client.get(reverse("admin:questions_case_answer", args=[case.pk]))
    assert "unsafe-inline" in answer["Content-Security-Policy"]
    refused = as_person(cast["other_reporter"]).get(reverse("admin:questions_case_answer", args=[case.pk]))
    assert refused.url == page_of(case)


def test_a_long_story_costs_no_more_than_a_short_one(desk, cast, as_person, django_assert_max_num_queries):
    case = full_case(desk, cast["reporter"])
    client = as_person(cast["reporter"])
    for number in range(10):
        assigning.add_note(case, cast["reporter"], internal=f"第{number}次")
        referring.note_promise(case, cast["reporter"], case.authority, f"承诺{number}", case.promises.first().due_on)
        referring.refer(case, cast["reporter"], case.authority, "再问一次")
    with django_assert_max_num_queries(26):
        assert client.get(page_of(case)).status_code == 200
