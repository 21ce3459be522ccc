"""What each role of the newsroom may do, as every room declares it of its own things in a file `roles.py`.

A `roles.py` holds `GRANTS`: pairs of roles and permissions, each `<app>.<codename>`. What a role may do with everything
that is published is the same in every room and is not declared (see `editorial.groups`).
"""

REPORTER = "记者"
FIRST_REVIEWER = "一审编辑"
SECOND_REVIEWER = "二审主任"
FINAL_REVIEWER = "三审总编"
KEEPER = "管理员"  # keeps the house and the people

REVIEWERS = (FIRST_REVIEWER, SECOND_REVIEWER, FINAL_REVIEWER)
WRITERS = (REPORTER, *REVIEWERS)
ROLES = (*WRITERS, KEEPER)


def permissions(app, verbs, models):
    """Return Django's permissions that `verbs` name for each of the `models` of `app`; both are words in a text."""
    return [f"{app}.{verb}_{model}" for model in models.split() for verb in verbs.split()]
