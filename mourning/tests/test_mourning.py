"""Pages are grey from the first second to the last, the front page alone or all, and no cache keeps them longer."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from mourning.models import Mourning
from portal.testing import make_article

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
GREY = "data-mourning>"


def mourn(begins=-HOUR, ends=HOUR, scope=Mourning.Scope.WHOLE_SITE):
    now = timezone.now()
    return Mourning.objects.create(occasion="悼念遇难同胞", scope=scope, begins_at=now + begins, ends_at=now + ends)


def is_grey(client, path):
    page = client.get(path)
    assert not page.cookies
    return GREY in page.content.decode()


def test_the_whole_site_is_grey_in_both_editions(client):
    article = make_article()
    mourn()
    for path in ["/", "/about/", "/questions/", "/nowhere/", article.get_absolute_url(), "/search/?q=电梯"]:
        assert is_grey(client, path), path
        assert is_grey(client, f"/elder{path}"), path


def test_the_front_page_alone_is_grey_in_both_editions(client):
    mourn(scope=Mourning.Scope.FRONT_PAGE)
    assert is_grey(client, "/")
    assert is_grey(client, "/elder/")
    assert not is_grey(client, "/about/")
    assert not is_grey(client, "/elder/about/")


@pytest.mark.parametrize(("begins", "ends"), [(HOUR, 2 * HOUR), (-2 * HOUR, -HOUR)], ids=["to come", "over"])
def test_before_and_afterwards_pages_have_their_colours(client, begins, ends):
    mourn(begins, ends)
    assert not is_grey(client, "/")


@pytest.mark.parametrize("scope", Mourning.Scope)
def test_it_comes_and_goes_with_the_second_and_no_page_is_kept_longer(client, scope):
    mourning = mourn(HOUR, 2 * HOUR, scope)
    kept_elsewhere = 60 if scope == Mourning.Scope.FRONT_PAGE else 20
    for moment, is_there in [(mourning.begins_at, True), (mourning.ends_at, False)]:
        with time_machine.travel(moment - timedelta(seconds=20), tick=False):
            assert is_grey(client, "/") is not is_there
            assert client.get("/")["Cache-Control"] == "public, max-age=20"
            assert client.get("/about/")["Cache-Control"] == f"public, max-age={kept_elsewhere}"
        with time_machine.travel(moment, tick=False):
            assert is_grey(client, "/") is is_there


def test_of_two_that_overlap_the_wider_holds_and_each_end_is_met(client):
    mourn(-HOUR, HOUR, Mourning.Scope.FRONT_PAGE)
    whole = mourn(-HOUR, HOUR / 2)
    assert is_grey(client, "/about/")
    with time_machine.travel(whole.ends_at, tick=False):
        assert is_grey(client, "/")
        assert not is_grey(client, "/about/")


def test_it_costs_no_query(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(50) as before:
        client.get("/about/")
    mourn()
    with django_assert_max_num_queries(len(before)):
        assert is_grey(client, "/about/")


def test_a_preview_is_shown_as_readers_will_see_it(as_person, reporter):
    article = make_article(author=reporter, state="draft", publish_at=None)
    mourn()
    page = as_person(reporter).get(f"/admin/articles/article/{article.pk}/preview/")
    assert GREY in page.content.decode()


def test_nothing_ends_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        mourn(HOUR, -HOUR)
    with pytest.raises(IntegrityError), transaction.atomic():
        mourn(HOUR, HOUR)
