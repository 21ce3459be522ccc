"""跟踪: what the asker does with the receipt code. Who has the code is the asker; no account is needed."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Refused

from .step import Steps, needed, step, within

MOST_ADDITIONS = 10
REOPENING = timedelta(days=15)  # for so long after the answer


class Following(Steps):
    """Mixed into Case."""

    @step()
    def add(self, text, pictures=(), may_be_published=False):
        """Add what was forgotten; `pictures` are CleanPictures, as many as still have room."""
        if self.status == self.Status.CLOSED:
            raise Refused(_("It is closed; nothing can be added any more."))
        if self.additions.count() >= MOST_ADDITIONS:
            raise Refused(_("That is as much as can be added. Please ring the newsroom."))
        Addition = self.additions.model
        text = needed(text, _("Write what you want to add."))
        self.additions.create(text=within(_("added"), text, Addition.LONGEST))
        for picture in pictures:
            self.pictures.model.store(self, picture, may_be_published)
        self.tell_asker_step(self.events.model.Kind.ADDED)

    @step()
    def withdraw(self):
        """The asker wants no more of it."""
        if self.status == self.Status.CLOSED:
            raise Refused(_("It is closed already."))
        self._close(self.Outcome.WITHDRAWN)
        self.tell_asker_step(self.events.model.Kind.WITHDRAWN)

    @step()
    def change_contact(self, contact):
        """Put the asker's own data right; `contact` as in `receive`."""
        if self.status == self.Status.CLOSED:
            raise Refused(_("It is closed; the data are only kept until they are deleted."))
        self._take_contact(contact)
        self.tell_asker_step(self.events.model.Kind.CORRECTED)

    @step()
    def erase_contact(self):
        """Delete the asker's name, telephone and address now."""
        deleted, _rows = self._meta.get_field("contact").related_model.objects.filter(case=self).delete()
        if not deleted:
            raise Refused(_("There are no such data, or they are deleted already."))
        self.tell_asker_step(self.events.model.Kind.ERASED)

    @property
    def may_be_rated(self):
        return self.root.answered_at is not None and self.root.answered_at <= timezone.now() and self.rating is None

    @property
    def may_be_reopened(self):
        """Once, soon enough after an answer, by the one whose case it is."""
        return (
            self.answered_at is not None
            and self.answered_at <= timezone.now() <= self.answered_at + REOPENING
            and self.reopened_at is None
            and self.outcome != self.Outcome.WITHDRAWN
        )

    @step()
    def rate(self, is_solved, rating, comment=""):
        """Say whether it is solved, give one to five, and a sentence. What is solved is closed."""
        if not self.may_be_rated:
            raise Refused(_("This has been said already, or there is no answer yet."))
        field = self._meta.get_field("rating_comment")
        self.rating_comment = within(field.verbose_name, comment.strip(), field.max_length)
        self.is_solved, self.rating = bool(is_solved), rating
        if self.is_solved and self.status == self.Status.ANSWERED:
            self._close(self.Outcome.RESOLVED)
        self.tell_asker_step(self.events.model.Kind.RATED)

    @step()
    def reopen_as_asker(self, text):
        """Not solved: take it up once more. `text` says what is missing."""
        if not self.may_be_reopened:
            raise Refused(_("It can be reopened once, within 15 days of the answer."))
        text = needed(text, _("Write what is still missing."))
        self.additions.create(text=within(_("added"), text, self.additions.model.LONGEST))
        self._reopen()
        self.tell_asker_step(self.events.model.Kind.REOPENED)
