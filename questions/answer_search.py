"""How readers narrow the published answers: by desk, authority, place and month."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from dates import months
from directory.list_filter import ListFilter

from .models import Answer, Desk


class AnswerSearch(ListFilter):
    """The filters of an address of the list of answers, in three queries."""

    LABELS = {"desk": _("desk"), "authority": _("authority"), "place": _("place"), "month": _("month")}

    def public_items(self):
        return Answer.objects.published().newest_first()

    def others(self):
        self.desks = list(Desk.objects.standing().with_oldest_answer())
        return {"desk": self.desks}

    def answers(self):
        """The published answers that were asked for, the newest first."""
        answers = self.of_whom(Answer.objects.published()).listed().newest_first()
        if self.place:
            answers = answers.in_place(self.place)
        if self.month:
            answers = answers.between(self.month, months.after(self.month))
        return answers

    @property
    def open_desks(self):
        return [desk for desk in self.desks if desk.is_open]

    @property
    def answering_desks(self):
        return [desk for desk in self.desks if desk.oldest_answer or desk == self.desk]

    @cached_property
    def months(self):
        """The months since the oldest answer."""
        oldest = min((desk.oldest_answer for desk in self.desks if desk.oldest_answer), default=None)
        return self.months_between(oldest and months.month_of(oldest), months.this_month())
