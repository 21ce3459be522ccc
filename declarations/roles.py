"""What each role of the newsroom may do. Every room declares it for its own things in a file `roles.py`.

A `roles.py` holds `GRANTS`: pairs of roles and permissions. Each permission is written `<app>.<codename>`. What a role
may do with everything that is published is the same in every room, and is not declared (see `editorial.groups`).
"""

REPORTER = "记者"
FIRST_REVIEWER = "一审编辑"
SECOND_REVIEWER = "二审主任"
FINAL_REVIEWER = "三审总编"
KEEPER = "管理员"  # looks after the site and the accounts

REVIEWERS = (FIRST_REVIEWER, SECOND_REVIEWER, FINAL_REVIEWER)
WRITERS = (REPORTER, *REVIEWERS)
ROLES = (*WRITERS, KEEPER)


def permissions(app, verbs, models):
    """Return the names of Django's permissions for each of `verbs` on each of the `models` of `app`.

    `verbs` and `models` are texts of words with spaces between them.
    """
    return [f"{app}.{verb}_{model}" for model in models.split() for verb in verbs.split()]


GRANTS = []  # this room has nothing to grant
