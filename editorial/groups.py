"""The newsroom's groups, with exactly the permissions that each needs; made after every migration."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db import connections

from .kinds import kinds

# 记者 write and see; each review adds its own right; 管理员 keep the house and the people.
# What they may do with each kind of content is worked out in `permissions_of`.
WRITER = (
    "articles.view_column articles.view_topic articles.view_contributor photos.add_photo photos.change_photo "
    "photos.view_photo directory.view_place directory.view_authority directory.view_hotline "
    "questions.add_case questions.change_case questions.view_case questions.view_desk "
    "notices.view_kind notices.add_document notices.change_document notices.view_document "
    "editorial.view_watchedword search.view_promotedresult"
).split()
REVIEWER = [
    *WRITER,
    *"articles.change_topic articles.add_topic editorial.view_entry".split(),
    *(f"editorial.{verb}_watchedword" for verb in ("add", "change", "delete")),
    *(f"search.{verb}_promotedresult" for verb in ("add", "change", "delete")),
    *"notices.delete_document search.view_fruitlesssearch".split(),
]
KEEPER = [
    f"{app}.{verb}_{model}"
    for app, models in {
        "articles": "column topic contributor",
        "questions": "desk category specialday",
        "notices": "kind",
        "directory": "place authority hotline",
        "photos": "photo",
        "search": "promotedresult",
        "auth": "user",
    }.items()
    for model in models.split()
    for verb in ("add", "change", "delete", "view")
]
GROUPS = {
    "记者": WRITER,
    "一审编辑": [*REVIEWER, "editorial.first_review"],
    "二审主任": [*REVIEWER, "editorial.second_review"],
    "三审总编": [*REVIEWER, "editorial.final_review", "editorial.export_record"],
    "管理员": [
        *KEEPER,
        *"auth.view_group editorial.view_entry questions.view_contactlook search.view_fruitlesssearch".split(),
    ],
}
# What a group may do with everything that is published.
WITH_CONTENT = {
    "记者": "add change view".split(),
    **{name: "add change delete view".split() for name in ("一审编辑", "二审主任", "三审总编")},
    "管理员": ["view"],
}


def permissions_of(name):
    """Return the permissions that the group `name` needs, for every kind of content that there is."""
    content = [kind._meta for kind in kinds()]
    with_content = [f"{opts.app_label}.{verb}_{opts.model_name}" for opts in content for verb in WITH_CONTENT[name]]
    return [*GROUPS[name], *with_content]


# By database, the permissions there were before a migration.
_known_before = {}


def note_permissions(using="default", **kwargs):
    """Remember which permissions there are, so that those which a migration brings are known (`pre_migrate`)."""
    from django.contrib.auth.models import Permission

    tables = connections[using].introspection.table_names()
    known = Permission.objects.using(using).values_list("pk", flat=True)
    _known_before[using] = set(known) if Permission._meta.db_table in tables else set()


def create_groups(using="default", **kwargs):
    """Make the groups that are missing, each with what it needs (`post_migrate`).

    A group that is there is given only permissions that this migration brought: what the
    newsroom added or took away by hand stays as it is.
    """
    from django.contrib.auth.models import Group, Permission

    # Apps migrated after this one have no permissions yet.
    for app_config in apps.get_app_configs():
        create_permissions(app_config, verbosity=0, using=using)
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    present = {permission.pk for permission in known.values()}
    brought = present - _known_before.pop(using, present)
    for name in GROUPS:
        group, created = Group.objects.using(using).get_or_create(name=name)
        needed = [known[permission] for permission in permissions_of(name) if permission in known]
        group.permissions.add(*(permission for permission in needed if created or permission.pk in brought))
