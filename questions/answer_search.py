"""What readers look for among the published answers: a desk, an authority, a place, a month."""

from functools import cached_property

from django.core.validators import slug_re
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dates import months
from directory.choices import authorities_with, named, wide_places

from .models import Answer, Desk

LABELS = {"desk": _("desk"), "authority": _("authority"), "place": _("place"), "month": _("month")}


class AnswerSearch:
    """The filters of an address, and what there is to choose from, in three queries whatever is asked for.

    What the address asks for and there is not is named in `unknown`, and filters nothing.
    """

    def __init__(self, parameters):
        asked = {name: parameters.get(name, "") for name in LABELS}
        slugs = {name: slug if slug_re.match(slug) else "" for name, slug in asked.items()}
        self.desks = list(Desk.objects.standing().with_oldest_answer())
        self.authorities = authorities_with(Answer.objects.published().newest_first(), slugs["authority"])
        self.places = wide_places(slugs["place"])
        self.desk = named(slugs["desk"], self.desks)
        self.authority = named(slugs["authority"], self.authorities)
        self.place = named(slugs["place"], self.places)
        self.month = months.read(asked["month"])
        self.unknown = [LABELS[name] for name, text in asked.items() if text and not getattr(self, name)]

    def answers(self):
        """The published answers that were asked for, the newest first."""
        answers = Answer.objects.published().listed().newest_first()
        if self.desk:
            answers = answers.filter(desk=self.desk)
        if self.authority:
            answers = answers.filter(authority=self.authority)
        if self.place:
            answers = answers.in_place(self.place)
        if self.month:
            answers = answers.between(self.month, months.after(self.month))
        return answers

    @property
    def parameters(self):
        """The filters as an address holds them."""
        slugs = {"desk": self.desk, "authority": self.authority, "place": self.place}
        found = {name: thing.slug for name, thing in slugs.items() if thing}
        return {**found, "month": f"{self.month:%Y-%m}"} if self.month else found

    @property
    def words(self):
        """The filters as a heading names them."""
        found = [str(thing) for thing in (self.desk, self.authority, self.place) if thing]
        return " · ".join([*found, date_format(self.month, "Y年n月")] if self.month else found)

    @property
    def open_desks(self):
        return [desk for desk in self.desks if desk.is_open]

    @property
    def answering_desks(self):
        return [desk for desk in self.desks if desk.oldest_answer or desk == self.desk]

    @cached_property
    def months(self):
        """The first days of the months since the oldest answer, the newest first; the one asked for is among them."""
        oldest = min((desk.oldest_answer for desk in self.desks if desk.oldest_answer), default=None)
        month, offered = months.this_month(), {self.month} if self.month else set()
        while oldest and month >= timezone.localdate(oldest).replace(day=1):
            offered.add(month)
            month = months.before(month)
        return sorted(offered, reverse=True)
