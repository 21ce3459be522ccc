import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from editorial.groups import GROUPS, create_groups

pytestmark = pytest.mark.django_db


def permissions_of(group):
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def test_after_migrating_the_groups_have_exactly_what_they_need():
    assert {group.name: permissions_of(group) for group in Group.objects.all()} == {
        name: set(permissions) for name, permissions in GROUPS.items()
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


def test_nobody_has_a_permission_to_change_or_delete_decisions():
    decisions = Permission.objects.filter(content_type__app_label="editorial", content_type__model="decision")
    assert set(decisions.values_list("codename", flat=True)) == {
        "view_decision",
        "first_review",
        "second_review",
        "final_review",
    }


def test_made_again_they_keep_what_the_newsroom_added():
    group = Group.objects.get(name="记者")
    added = Permission.objects.get(codename="add_topic")
    group.permissions.add(added)
    create_groups(sender=apps.get_app_config("editorial"))
    assert added in group.permissions.all()
    assert Group.objects.count() == len(GROUPS)
