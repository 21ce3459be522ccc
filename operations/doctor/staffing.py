"""Whether there is somebody for everything that somebody has to do."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.rules import review_name, review_permission
from questions.models import Desk

from .trouble import Trouble, error, warning

BACKEND = "django.contrib.auth.backends.ModelBackend"
UNUSED = timedelta(days=60)


def look() -> Iterator[Trouble]:
    yield from _reviewers()
    yield from _desks()
    yield from _accounts()


def _reviewers() -> Iterator[Trouble]:
    """Each review is passed by somebody else. A superuser counts only as a member of a group: nobody plans with one."""
    levels = range(1, settings.REVIEW_LEVELS + 1)
    able = {level: _who_may(review_permission(level)) for level in levels}
    for level, people in able.items():
        if not people:
            yield error(
                _("Nobody can do the %s: nothing gets past it.") % review_name(level),
                _("Put somebody into its group (用户 in the admin), or set REVIEW_LEVELS lower."),
            )
    if all(able.values()) and not _are_enough(able):
        yield error(
            _("There are fewer people than reviews: each of %d reviews is done by somebody else.") % len(able),
            _("Put more people into the groups of reviewers, or set REVIEW_LEVELS lower."),
        )


def _who_may(permission: str) -> set[int]:
    people = get_user_model().objects.with_perm(permission, include_superusers=False, backend=BACKEND)
    return set(people.filter(is_staff=True, is_active=True).values_list("pk", flat=True))


def _are_enough(able: dict[int, set[int]]) -> bool:
    """Whether each level can have a person of its own (P. Hall, On Representatives of Subsets, 1935)."""
    return all(
        len(set().union(*(able[level] for level in some))) >= size
        for size in range(1, len(able) + 1)
        for some in combinations(able, size)
    )


def _desks() -> Iterator[Trouble]:
    at_work = get_user_model().objects.filter(is_staff=True, is_active=True)
    members = Desk.members.through.objects.filter(desk=OuterRef("pk"), user__in=at_work)
    for desk in Desk.objects.open().exclude(head__in=at_work).exclude(Exists(members)):
        yield error(
            _("Nobody sees what is asked at the desk “%s”: its head and all its members are gone.") % desk.name,
            _("Give it a head and members, or close it (受理台 in the admin)."),
        )


def _accounts() -> Iterator[Trouble]:
    accounts = get_user_model().objects.filter(is_active=True)
    if not accounts.filter(is_superuser=True).exists():
        yield warning(
            _("There is no superuser: nobody can change the groups of keepers and final reviewers."),
            _("Make one: “manage.py createsuperuser”."),
        )
    unused = accounts.filter(is_staff=True, last_login=None, date_joined__lt=timezone.now() - UNUSED).count()
    if unused:
        yield warning(
            _("%d accounts of the desk were made two months ago and have never been used.") % unused,
            _("Deactivate those that nobody needs: each is a door."),
        )
