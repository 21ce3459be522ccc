"""Credits the people of a manuscript: those whom the directory knows, and those who are new to it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..forms import ContributorField
from ..models import Article, Byline, Contributor
from ..models.contributor import Role
from .bylines import Credited


def credit(article: Article, credited: list[Credited], user: Any) -> tuple[list[Contributor], list[str]]:
    """Give `article` its bylines. Return the contributors who were added to the directory, and what is to be told.

    Who is new is marked for the keeper of the directory, as by hand. Of several with one name nobody is chosen. Where
    nobody is named, a draft begins with its writer, as by hand.
    """
    people: list[tuple[Contributor, str]] = []
    added: list[Contributor] = []
    told: list[str] = []
    for one in credited:
        known = next((person for person, _role in people if person.name == one.name), None)
        if person := known or _found(one, added, told):
            people.append((person, one.role))
    own = getattr(user, "contributor", None)
    if not credited and own:
        people = [(own, own.role)]
        told.append(_("No byline was recognised, so it is yours: %s.") % own)
    elif not credited:
        told.append(_("No byline was recognised. Fill it in."))
    for order, (person, role) in enumerate(dict.fromkeys(people)):
        Byline.objects.create(article=article, contributor=person, role=role, order=order)
    if added:
        names = "、".join(str(person) for person in added)
        told.append(_("New in the directory, and to be looked over by its keeper: %s.") % names)
    return added, told


def _found(one: Credited, added: list[Contributor], told: list[str]) -> Contributor | None:
    field = ContributorField(Contributor.objects.all())
    try:
        person = field.made_of({"name": one.name})
    except ValidationError:
        told.append(_("“%s” is no name as bylines have them. Fill in who it is.") % one.name)
        return None
    alike = list(field.alike(person))
    if len(alike) > 1:
        told.append(_("Several people are called “%s”. Choose who it is.") % one.name)
        return None
    if alike:
        return alike[0]
    person.role, person.is_staff = one.role, one.role != Role.CORRESPONDENT
    person.save()
    added.append(person)
    return person
