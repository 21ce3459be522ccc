"""The first people: accounts with what each of them does, and whether there are enough for the reviews."""

from itertools import product

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from articles.models import Contributor
from declarations.roles import REPORTER, ROLES
from editing.person_names import name_of
from editorial.rules import review_name, review_permission

User = get_user_model()
PERSON_KEYS = ("username", "name", "does", "email", "superuser", "signs")
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is taken for another character when it is read aloud
LENGTH = 14
BACKEND = "django.contrib.auth.backends.ModelBackend"


def make_people(rows, people, with_passwords):
    """Make the accounts of `people`, the tables of [[person]]; return {username: password} of those that were made.

    Without `with_passwords` the passwords are None, and nobody can log in as them until somebody sets one.
    """
    passwords = {}
    for number, said in enumerate(people, start=1):
        username = str(said.get("username", "")).strip()
        place = _("[[person]] no. %(number)d “%(called)s”") % {"number": number, "called": username}
        with rows.report.at(place):
            if person := User.objects.filter(username__iexact=username).first():
                _there(rows, person, said)
            else:
                passwords[username] = get_random_string(LENGTH, READABLE) if with_passwords else None
                _make(rows, username, said, passwords[username])
    return passwords


def faults_of_reviews():
    """Return sentences that say where the newsroom has too few different reviewers for REVIEW_LEVELS."""
    levels = range(1, settings.REVIEW_LEVELS + 1)
    reviewers = [_keys_with(review_permission(level)) for level in levels]
    nobody = [review_name(level) for level, found in zip(levels, reviewers, strict=True) if not found]
    if nobody:
        return [_("Nobody can do: %s. Without them nothing is published.") % "、".join(map(str, nobody))]
    if not _suffice(reviewers):
        sentence = _("Each review wants another person: %(levels)d reviewers are needed, and there are fewer.")
        return [sentence % {"levels": settings.REVIEW_LEVELS}]
    reporters = User.objects.filter(groups__name=REPORTER, is_active=True).order_by("username")
    alone = [name_of(writer) for writer in reporters if not _suffice([found - {writer.pk} for found in reviewers])]
    if not alone:
        return []
    return [_("Nobody reviews one's own text, so what these write cannot pass all reviews: %s.") % "、".join(alone)]


def _suffice(reviewers):
    """Whether a different one can be chosen from each of `reviewers`, sets of keys."""
    return any(len(set(chosen)) == len(chosen) for chosen in product(*reviewers))


def _keys_with(permission):
    people = User.objects.with_perm(permission, backend=BACKEND).filter(is_staff=True)
    return set(people.values_list("pk", flat=True))


def _there(rows, person, said):
    rows.meet(person)
    groups = set(person.groups.values_list("name", flat=True))
    does = [role for role in ROLES if role in groups]
    now = "" if set(said.get("does", [])) == groups else "、".join(does) or _("without a group")
    rows.report.there(User._meta.verbose_name, f"{person.username} {name_of(person)}", now)


def _make(rows, username, said, password):
    name, does = str(said.get("name", "")).strip(), said.get("does", [])
    if unknown := [role for role in does if role not in ROLES]:
        raise ValidationError(
            _("“%(unknown)s” is nothing that one does here. There are: %(roles)s.")
            % {"unknown": "、".join(map(str, unknown)), "roles": "、".join(ROLES)}
        )
    if not does and not said.get("superuser"):
        raise ValidationError(_("Say what this person does. There are: %s.") % "、".join(ROLES))
    if not name:
        raise ValidationError(_("“%s” is missing.") % "name")
    person = User(
        username=username,
        last_name=name[0],
        first_name=name[1:],
        email=str(said.get("email", "")).strip(),
        is_staff=True,
        is_superuser=bool(said.get("superuser")),
    )
    person.set_password(password)  # None is a password that nobody can type
    person.full_clean()
    person.save()
    person.groups.set(Group.objects.filter(name__in=does))
    rows.meet(person)
    rows.report.make(User._meta.verbose_name, f"{username} {name} {'、'.join(does)}".strip())
    if said.get("signs", REPORTER in does):
        _make_contributor(rows, person, name)


def _make_contributor(rows, person, name):
    """Make the name with which `person` signs, unless somebody signs by it already."""
    if Contributor.objects.filter(name=name).exists():
        rows.report.there(Contributor._meta.verbose_name, name)
        return
    contributor = Contributor(name=name, user=person)
    contributor.full_clean()
    contributor.save()
    rows.report.make(Contributor._meta.verbose_name, name)
