import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from declarations.roles import ROLES
from editorial.groups import permissions_of as needed_by

pytestmark = pytest.mark.django_db


def permissions_of(group):
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def of_the_site(name):
    return {permission for permission in needed_by(name) if not permission.startswith("bulletins.")}


def test_after_migrating_the_groups_have_exactly_what_they_need():
    # The kind of content that exists for the tests is taken from them in conftest.py.
    assert {group.name: permissions_of(group) for group in Group.objects.all()} == {
        name: of_the_site(name) for name in ROLES
    }


def test_only_the_three_reviews_review():
    holders = {
        codename: set(Group.objects.filter(permissions__codename=codename).values_list("name", flat=True))
        for codename in ("first_review", "second_review", "final_review")
    }
    assert holders == {"first_review": {"一审编辑"}, "second_review": {"二审主任"}, "final_review": {"三审总编"}}


def test_only_keepers_keep_accounts_and_nobody_gives_permissions_away():
    names = Group.objects.filter(permissions__content_type__app_label="auth").values_list("name", flat=True)
    assert set(names) == {"管理员"}
    assert not Permission.objects.filter(group__isnull=False, codename__endswith="_permission").exists()
    assert not Permission.objects.filter(group__isnull=False, codename="change_group").exists()


def test_nobody_has_a_permission_to_change_or_delete_the_record():
    record = Permission.objects.filter(content_type__app_label="editorial", content_type__model="entry")
    assert set(record.values_list("codename", flat=True)) == {
        "view_entry",
        "export_record",
        "first_review",
        "second_review",
        "final_review",
    }


def test_migrating_again_leaves_what_the_newsroom_added_and_took_away():
    group = Group.objects.get(name="记者")
    added, taken = (Permission.objects.get(codename=name) for name in ("add_topic", "change_photo"))
    group.permissions.add(added)
    group.permissions.remove(taken)
    call_command("migrate", verbosity=0)
    assert added in group.permissions.all()
    assert taken not in group.permissions.all()
    assert Group.objects.count() == len(ROLES)


def test_a_permission_that_a_migration_brings_reaches_the_groups_that_need_it():
    Permission.objects.get(codename="change_photo").delete()
    call_command("migrate", verbosity=0)
    holders = Group.objects.filter(permissions__codename="change_photo")
    assert {group.name for group in holders} == set(ROLES)


def test_a_group_that_was_deleted_is_made_as_new():
    Group.objects.get(name="三审总编").delete()
    call_command("migrate", verbosity=0)
    assert permissions_of(Group.objects.get(name="三审总编")) == set(needed_by("三审总编"))
