"""One row of the table of desk actions, REMIND of the bulletins, is all that an action needs."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from articles.tests.admin_form import said
from editing.model_admin import NewsroomModelAdmin
from editorial.groups import permissions_of

from .bulletins.models import Bulletin

pytestmark = pytest.mark.django_db
LIST = "/admin/bulletins/bulletin/"


def _is_ours(one):
    return (settings.BASE_DIR / one.__module__.partition(".")[0]).is_dir()


@pytest.fixture
def bulletin(reporter):
    """A draft, in a newsroom that may work on bulletins as on every kind of content (see conftest.py)."""
    for group in Group.objects.all():
        codenames = [name.partition(".")[2] for name in permissions_of(group.name) if name.startswith("bulletins.")]
        group.permissions.add(*Permission.objects.filter(codename__in=codenames))
    return Bulletin.objects.create(title="今晚停水", text="<p>六点起</p>", author=reporter)


@pytest.fixture
def address(bulletin):
    return f"{LIST}{bulletin.pk}/remind/"


def test_the_row_gives_the_action_its_address_and_its_name(bulletin, address):
    assert reverse("admin:bulletins_bulletin_remind", args=[bulletin.pk]) == address


def test_whoever_may_do_it_finds_its_button_above_the_form_and_is_told_what_came_of_it(
    bulletin, address, first_reviewer, as_person
):
    client = as_person(first_reviewer)
    page = client.get(f"{LIST}{bulletin.pk}/change/").content.decode()
    assert f'<form method="post" action="{address}" data-remind>' in page
    assert "提醒作者" in page
    response = client.post(address, follow=True)
    assert response.redirect_chain == [(f"{LIST}{bulletin.pk}/change/", 302)]
    assert said(response) == ["已提醒《今晚停水》的作者。"]


def test_whoever_may_not_is_shown_no_button_and_gets_a_403(bulletin, address, reporter, as_person):
    client = as_person(reporter)
    assert "提醒作者" not in client.get(f"{LIST}{bulletin.pk}/change/").content.decode()
    assert client.post(address).status_code == 403


def test_whoever_may_look_at_no_bulletins_is_not_told_whether_there_is_one(bulletin, address, as_person):
    newcomer = get_user_model().objects.create_user("newcomer", is_staff=True)
    client, nothing = as_person(newcomer), f"{LIST}{bulletin.pk + 1}/remind/"
    assert [client.post(path).status_code for path in (address, nothing)] == [403, 403]


def test_other_methods_are_a_405_and_what_is_not_there_a_404(bulletin, address, first_reviewer, as_person):
    client = as_person(first_reviewer)
    assert client.get(address).status_code == 405
    assert client.post(f"{LIST}{bulletin.pk + 1}/remind/").status_code == 404


def test_nobody_does_it_without_a_log_in(address, client):
    response = client.post(address)
    assert response.status_code == 403
    assert response.templates[0].name == "admin/editorial/logged_out.html"


def test_the_list_offers_it_for_all_that_are_selected(bulletin, reporter, first_reviewer, as_person):
    chosen = {"action": "remind_selected", "_selected_action": [bulletin.pk]}
    assert said(as_person(first_reviewer).post(LIST, chosen, follow=True)) == ["已提醒 1 位作者。"]
    assert "remind_selected" not in as_person(reporter).get(LIST).content.decode()


@pytest.mark.django_db(databases=[])
def test_no_admin_has_addresses_but_those_of_its_rows_nor_more_than_eight_classes_of_ours():
    for desk in admin.site._registry.values():
        ours = [one for one in type(desk).__mro__ if _is_ours(one)]
        assert len(ours) <= 8, type(desk).__name__
        assert [one for one in ours if "get_urls" in vars(one)] == [NewsroomModelAdmin], type(desk).__name__
