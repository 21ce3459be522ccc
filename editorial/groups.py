"""The newsroom's groups, with exactly the permissions that each needs; made after every migration."""

from importlib import import_module

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connections
from django.utils.module_loading import module_has_submodule

from declarations.roles import KEEPER, REPORTER, REVIEWERS, ROLES

from .kinds import kinds

# What a role may do with everything that is published.
WITH_CONTENT = {
    REPORTER: "add change view",
    **dict.fromkeys(REVIEWERS, "add change delete view"),
    KEEPER: "view",
}


def permissions_of(role):
    """Return the permissions that `role` needs: those that each room grants, and those for every kind of content."""
    granted = [permission for roles, permissions in _grants() if role in roles for permission in permissions]
    content = [kind._meta for kind in kinds()]
    verbs = WITH_CONTENT[role].split()
    return granted + [f"{opts.app_label}.{verb}_{opts.model_name}" for opts in content for verb in verbs]


def _grants():
    """Yield (roles, permissions) as the rooms declare them."""
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "roles"):
            yield from import_module(f"{app.name}.roles").GRANTS


# {database: the keys of the permissions that there were before a migration}.
_known_before = {}
# New permissions, as `<app>.<codename>`, that a migration has given itself to those who could do the same before.
handed_on = set()


def note_permissions(using="default", **kwargs):
    """Remember which permissions there are (`pre_migrate`), so that those that a migration adds can be told apart."""
    tables = connections[using].introspection.table_names()
    known = Permission.objects.using(using).values_list("pk", flat=True)
    _known_before[using] = set(known) if Permission._meta.db_table in tables else set()


def create_groups(using="default", **kwargs):
    """Make the groups that are missing, each with what it needs (`post_migrate`).

    A group that exists is given only permissions that this migration has added, and has not handed on itself. What the
    newsroom added or took away by hand stays as it is.
    """
    # Apps migrated after this one have no permissions yet.
    for app_config in apps.get_app_configs():
        create_permissions(app_config, verbosity=0, using=using)
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    present = {permission.pk for permission in known.values()}
    brought = present - _known_before.pop(using, present) - {known[name].pk for name in handed_on & known.keys()}
    for name in ROLES:
        group, created = Group.objects.using(using).get_or_create(name=name)
        needed = [known[permission] for permission in permissions_of(name) if permission in known]
        group.permissions.add(*(permission for permission in needed if created or permission.pk in brought))
