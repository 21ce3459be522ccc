"""Accounts at the desk: keepers keep them, and nobody rises by it above a group."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from portal.testing import make_draft, make_person

pytestmark = pytest.mark.django_db
User = get_user_model()


def change(person):
    return reverse("admin:auth_user_change", args=[person.pk])


def form_of(person, **fields):
    return {
        "username": person.username, "is_active": "on", "is_staff": "on", "date_joined_0": "2026-01-01",
        "date_joined_1": "08:00:00", "groups": [], **fields,
    }  # fmt: skip


def test_a_keeper_gives_a_group(as_person, keeper, reporter):
    group = Group.objects.get(name="一审编辑")
    assert as_person(keeper).post(change(reporter), form_of(reporter, groups=[group.pk])).status_code == 302
    assert list(reporter.groups.all()) == [group]


def test_a_keeper_makes_no_superuser_and_gives_no_single_permission(as_person, keeper):
    permission = Permission.objects.get(codename="final_review")
    group = Group.objects.get(name="管理员")
    data = form_of(keeper, groups=[group.pk], is_superuser="on", user_permissions=[permission.pk])
    assert as_person(keeper).post(change(keeper), data).status_code == 302
    keeper.refresh_from_db()
    assert not keeper.is_superuser
    assert not keeper.user_permissions.exists()


def test_a_keeper_cannot_touch_a_superuser(as_person, keeper):
    root = make_person("root", "管理员", is_superuser=True)
    client = as_person(keeper)
    assert client.post(change(root), form_of(root, is_active="")).status_code == 403
    assert client.post(reverse("admin:auth_user_delete", args=[root.pk]), {"post": "yes"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.get(password).status_code == 403
    root.refresh_from_db()
    assert root.is_active


def test_a_superuser_makes_another(as_person, keeper):
    root = make_person("root", "管理员", is_superuser=True)
    assert as_person(root).post(change(keeper), form_of(keeper, is_superuser="on")).status_code == 302
    keeper.refresh_from_db()
    assert keeper.is_superuser


def test_somebody_who_has_written_is_not_deleted_and_the_reason_is_read(as_person, keeper, reporter):
    make_draft(reporter, "写过的稿")
    page = as_person(keeper).post(reverse("admin:auth_user_delete", args=[reporter.pk]), {"post": "yes"})
    assert "写过的稿" in page.content.decode()
    assert User.objects.filter(pk=reporter.pk).exists()


@pytest.mark.parametrize("name", ["reporter", "final_reviewer"])
def test_nobody_else_sees_accounts(name, cast, as_person):
    client = as_person(cast[name])
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403
    assert client.get(change(cast["keeper"])).status_code == 403


def test_the_list_shows_the_groups(as_person, keeper):
    page = as_person(keeper).get(reverse("admin:auth_user_changelist")).content.decode()
    assert '<td class="field-groups_shown">管理员</td>' in page
