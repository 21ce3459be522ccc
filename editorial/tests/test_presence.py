"""Who has an item open is told who else has; a presence fades by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editorial.models import Presence
from portal.testing import make_article, make_draft, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(reporter):
    return make_draft(reporter)


@pytest.fixture
def beat(as_person):
    """Return a function that says once that somebody has an item open."""

    def beat(person, item):
        return as_person(person).post(address_of(item))

    return beat


def address_of(item):
    return reverse("admin:articles_article_presence", args=[item.pk])


def named(person, name):
    person.last_name, person.first_name = name[0], name[1:]
    person.save()
    return person


def test_two_people_are_told_of_each_other(draft, beat, reporter, first_reviewer):
    named(reporter, "林知夏")
    named(first_reviewer, "顾清和")
    assert beat(reporter, draft).json() == {"others": [], "sentence": ""}
    kind = draft._meta.verbose_name
    assert beat(first_reviewer, draft).json() == {"others": ["林知夏"], "sentence": f"林知夏也打开了这篇{kind}。"}
    assert beat(reporter, draft).json() == {"others": ["顾清和"], "sentence": f"顾清和也打开了这篇{kind}。"}


def test_who_came_first_is_named_first(draft, beat, reporter, first_reviewer, second_reviewer):
    for person in (second_reviewer, first_reviewer, second_reviewer):
        beat(person, draft)
    assert beat(reporter, draft).json()["others"] == ["second_reviewer", "first_reviewer"]
    assert "second_reviewer、first_reviewer也打开了" in beat(reporter, draft).json()["sentence"]


def test_the_page_says_it_before_any_script_does_and_writes_nothing(draft, beat, as_person, reporter, first_reviewer):
    beat(first_reviewer, draft)
    page = as_person(reporter).get(reverse("admin:articles_article_change", args=[draft.pk])).content.decode()
    assert f"first_reviewer也打开了这篇{draft._meta.verbose_name}。</p>" in page
    assert f'data-url="{address_of(draft)}"' in page
    assert [presence.person for presence in Presence.objects.all()] == [first_reviewer]


def test_a_new_item_has_nobody_else(as_person, reporter):
    assert "data-presence" not in as_person(reporter).get("/admin/articles/article/add/").content.decode()


def test_another_item_is_another_matter(draft, beat, reporter, first_reviewer):
    beat(first_reviewer, make_draft(reporter, "另一篇"))
    assert beat(reporter, draft).json()["others"] == []


def test_beating_again_renews_the_same_presence(draft, beat, reporter):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        beat(reporter, draft)
        clock.shift(timedelta(seconds=30))
        beat(reporter, draft)
        assert Presence.objects.get().seen_at == timezone.now()


def test_a_presence_fades_and_its_row_goes(draft, beat, as_person, reporter, first_reviewer):
    page = reverse("admin:articles_article_change", args=[draft.pk])
    other = make_draft(reporter, "另一篇")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        beat(first_reviewer, draft)
        beat(first_reviewer, other)
        clock.shift(timedelta(seconds=90))
        assert beat(reporter, draft).json()["others"] == ["first_reviewer"]
        clock.shift(timedelta(seconds=1))
        assert "first_reviewer" not in as_person(reporter).get(page).content.decode()
        assert beat(reporter, draft).json()["others"] == []
    left = {(presence.person, presence.object_id) for presence in Presence.objects.all()}
    assert left == {(reporter, draft.pk), (first_reviewer, other.pk)}


def test_who_can_only_look_is_told_and_not_announced(draft, beat, reporter):
    looker = make_person("looker", None)
    looker.is_staff = True
    looker.save()
    looker.user_permissions.add(Permission.objects.get(codename="view_article"))
    beat(reporter, draft)
    assert beat(looker, draft).json()["others"] == ["reporter"]
    assert beat(reporter, draft).json()["others"] == []


def test_who_may_propose_another_version_of_what_is_public_is_announced(beat, reporter, final_reviewer):
    live = make_article(author=reporter)
    beat(reporter, live)
    assert beat(final_reviewer, live).json()["others"] == ["reporter"]


def test_only_a_post_with_the_token_says_it(draft, as_person, reporter):
    assert as_person(reporter).get(address_of(draft)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reporter)
    assert strict.post(address_of(draft)).status_code == 403
    assert not Presence.objects.exists()


def test_nobody_without_a_desk_hears_anything(draft, beat, outsider):
    # The same answers as from every address of the desk that takes only a POST.
    assert beat(None, draft).status_code == 403
    assert beat(outsider, draft).status_code == 302
    assert not Presence.objects.exists()


def test_who_may_not_see_the_item_is_refused(draft, beat):
    stranger = make_person("stranger", None)
    stranger.is_staff = True
    stranger.save()
    assert beat(stranger, draft).status_code == 403
    assert not Presence.objects.exists()


def test_what_does_not_exist_is_not_found(as_person, reporter):
    assert as_person(reporter).post(reverse("admin:articles_article_presence", args=[404])).status_code == 404
