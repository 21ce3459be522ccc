"""The demo newsroom's people: one for each group, with generated passwords."""

import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles.models import Contributor

# username: (name, group, contributor's slug)
PEOPLE = {
    "reporter": ("林知夏", "记者", "lin-zhixia"),
    "reporter2": ("周砚秋", "记者", "zhou-yanqiu"),
    "editor1": ("苏念之", "一审编辑", "su-nianzhi"),
    "editor2": ("顾清和", "二审主任", "gu-qinghe"),
    "chief": ("叶明谦", "三审总编", None),
    "keeper": ("韩守一", "管理员", None),
}
FILE_NAME = "demo-people.txt"


def accounts_file():
    return settings.VAR_DIR / FILE_NAME


def make_person(username):
    """Return the demo person `username`. A missing one is made, without a usable password."""
    name, group, contributor = PEOPLE[username]
    person, created = get_user_model().objects.get_or_create(
        username=username, defaults={"last_name": name[0], "first_name": name[1:], "is_staff": True}
    )
    if created:
        person.set_unusable_password()
        person.save()
        person.groups.add(Group.objects.get(name=group))
    Contributor.objects.filter(slug=contributor, user=None).update(user=person)
    return person


def author_of(bylines):
    """Return the demo reporter who enters what `bylines`, tables of the sample, sign.

    For articles of other contributors, the first reporter stands in.
    """
    contributors = {byline["contributor"] for byline in bylines}
    reporters = [username for username, (_name, group, _contributor) in PEOPLE.items() if group == "记者"]
    signed = [username for username in reporters if PEOPLE[username][2] in contributors]
    return make_person((signed or reporters)[0])


def give_passwords():
    """Give a generated password to every demo person who has none; return {username: password} of those."""
    given = {}
    for username in PEOPLE:
        person = make_person(username)
        if not person.has_usable_password():
            given[username] = secrets.token_urlsafe(9)
            person.set_password(given[username])
            person.save(update_fields=["password"])
    return given


def keep(given):
    """Append the passwords to a file that only its owner can read."""
    descriptor = os.open(accounts_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.fchmod(descriptor, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as kept:
        kept.writelines(line(username, password) + "\n" for username, password in given.items())


def line(username, password):
    name, group, _contributor = PEOPLE[username]
    return f"{username:<10} {password:<14} {group} {name}"
