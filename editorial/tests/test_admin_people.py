"""Accounts at the desk: keepers keep them, and nobody rises by it above a group."""

import pytest
from django.contrib.admin.models import LogEntry
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


def test_a_keeper_does_not_choose_their_own_groups(as_person, keeper):
    chosen = Group.objects.filter(name__in=["管理员", "三审总编"]).values_list("pk", flat=True)
    client = as_person(keeper)
    assert 'name="groups"' not in client.get(change(keeper)).text
    assert client.post(change(keeper), form_of(keeper, groups=list(chosen), last_name="改")).status_code == 302
    keeper.refresh_from_db()
    assert keeper.last_name == "改"
    assert [group.name for group in keeper.groups.all()] == ["管理员"]


@pytest.mark.parametrize("is_active", [True, False])
def test_a_keeper_does_not_get_into_the_account_of_a_final_reviewer(is_active, as_person, keeper, final_reviewer):
    User.objects.filter(pk=final_reviewer.pk).update(is_active=is_active)
    client, address = as_person(keeper), reverse("admin:auth_user_password_change", args=[final_reviewer.pk])
    new = {"password1": "another long secret", "password2": "another long secret", "usable_password": "true"}
    assert client.get(address).status_code == 403
    assert client.post(address, new).status_code == 403
    page = client.get(change(final_reviewer)).text
    assert "../password/" not in page
    # Out of the group, a new password, into the group again: the first step is refused.
    assert client.post(change(final_reviewer), form_of(final_reviewer, groups=[])).status_code == 302
    final_reviewer.refresh_from_db()
    assert final_reviewer.check_password("correct horse battery")
    assert [group.name for group in final_reviewer.groups.all()] == ["三审总编"]


def test_a_keeper_deactivates_a_final_reviewer_and_sets_the_passwords_of_others(
    as_person, keeper, reporter, final_reviewer
):
    client = as_person(keeper)
    assert client.post(change(final_reviewer), form_of(final_reviewer, is_active="")).status_code == 302
    final_reviewer.refresh_from_db()
    assert not final_reviewer.is_active
    new = {"password1": "another long secret", "password2": "another long secret", "usable_password": "true"}
    assert client.post(reverse("admin:auth_user_password_change", args=[reporter.pk]), new).status_code == 302
    reporter.refresh_from_db()
    assert reporter.check_password("another long secret")


def test_who_gave_the_final_review_to_whom_stays_on_record(as_person, keeper, reporter):
    group = Group.objects.get(name="三审总编")
    as_person(keeper).post(change(reporter), form_of(reporter, groups=[group.pk]))
    entry = LogEntry.objects.get(object_id=reporter.pk)
    assert entry.user == keeper
    assert "Groups" in entry.get_change_message()


def test_a_superuser_changes_the_groups_and_password_of_a_final_reviewer(as_person, final_reviewer):
    client = as_person(make_person("root", "管理员", is_superuser=True))
    assert "../password/" in client.get(change(final_reviewer)).text
    client.post(change(final_reviewer), form_of(final_reviewer, groups=[]))
    assert not final_reviewer.groups.exists()


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
