"""A second kind of content is in the queue and in the calendar, for no other reason than that it is registered."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from editorial.bringing_in import bring_in
from editorial.models import Proposal
from editorial.rules import Action
from editorial.tests.bulletins.models import Bulletin
from portal.testing import make_article, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_kinds(reporter, first_reviewer):
    rights = Permission.objects.filter(content_type=ContentType.objects.get_for_model(Bulletin))
    for group in Group.objects.filter(name__in=["记者", "一审编辑"]):
        group.permissions.add(*rights)
    for make in (make_draft, make_bulletin):
        make(reporter).decide(Action.SUBMIT, reporter)


def make_bulletin(author, title="停水快报", **fields):
    return bring_in(Bulletin(title=title, text="<p>鼓楼巷今晚停水。</p>", author=author, **fields), author)


def test_each_kind_has_its_counts_named_and_leading_to_its_own_list(two_kinds, as_person, first_reviewer):
    client = as_person(first_reviewer)
    response = client.get("/admin/")
    counts = [(line.kind, line.count, line.url) for line in response.context["queue"]["counts"]]
    assert counts == [
        ("文章", 1, "/admin/articles/article/?desk=awaiting"),
        ("快报", 1, "/admin/bulletins/bulletin/?desk=awaiting"),
    ]
    page = response.content.decode()
    assert '<span class="kind">快报</span>' in page
    assert "写快报" in page
    for _kind, count, url in counts:
        assert client.get(url).context["cl"].result_count == count


def test_one_kind_needs_no_name(as_person, reporter, first_reviewer):
    """Of a newsroom that writes articles alone."""
    for group in first_reviewer.groups.all():
        group.permissions.remove(*Permission.objects.filter(content_type__model__in=["answer", "notice"]))
    make_draft(reporter).decide(Action.SUBMIT, reporter)
    assert '<span class="kind">' not in as_person(first_reviewer).get("/admin/").content.decode()


def test_the_plan_and_the_calendar_hold_both_in_the_order_of_publication(two_kinds, as_person, reporter, time_machine):
    now = timezone.localtime().replace(hour=15)
    time_machine.move_to(now, tick=False)
    for minutes, make in ((2, make_bulletin), (1, make_article), (3, make_article)):
        moment = now - timezone.timedelta(minutes=minutes)
        make(author=reporter, title=f"第{minutes}条", state="approved", publish_at=moment)
    for address in ("/admin/", "/admin/calendar/"):
        page = as_person(reporter).get(address).content.decode()
        assert page.index("第3条") < page.index("第2条") < page.index("第1条")
        assert "要闻 · 文章" in page


def test_what_a_person_may_not_see_is_neither_counted_nor_planned(as_person, reporter, final_reviewer):
    # Nobody gave the final reviewers a right to bulletins.
    make_bulletin(reporter, state="in_review", review_level=3)
    make_bulletin(reporter, "待发快报", state="approved", publish_at=timezone.now())
    client = as_person(final_reviewer)
    for address in ("/admin/", "/admin/calendar/"):
        assert "快报" not in client.get(address).content.decode()


def test_a_proposed_version_of_a_kind_that_one_may_not_write_any_more_is_no_count(two_kinds, as_person, reporter):
    live = make_bulletin(reporter, state="approved", publish_at=timezone.now())
    Proposal.begin(live, reporter)

    def proposed():
        return [line.kind for line in as_person(reporter).get("/admin/").context["queue"]["counts"]]

    assert proposed() == ["快报"]
    for group in reporter.groups.all():
        group.permissions.remove(Permission.objects.get(codename="change_bulletin"))
    assert proposed() == []
