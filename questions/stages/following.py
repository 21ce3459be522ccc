"""跟踪: what the asker does with the receipt code. Whoever has the code counts as the asker; no account is needed."""

from datetime import timedelta
from functools import wraps

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Refused

from ..rules import MOST_PICTURES
from .collecting import said
from .step import Steps, needed, step, within

MOST_ADDITIONS = 10
REOPENING = timedelta(days=15)  # how long after the answer the asker may reopen the case


def with_root(method):
    """Make a method a step that also tells the case which this one follows.

    Both cases are locked, in the same order as in `join`.
    """
    taken = step()(method)

    @wraps(method)
    @transaction.atomic
    def both_held(case, *args, **kwargs):
        both = type(case)._base_manager.filter(pk__in={case.pk, case.root.pk})
        list(both.order_by("pk").select_for_update(of=("self",)))
        return taken(case, *args, **kwargs)

    return both_held


class Following(Steps):
    """Mixed into Case."""

    @with_root
    def add(self, text, pictures=(), may_be_published=False):
        """Add what was forgotten. `pictures` are CleanPictures.

        The same sent once more, by a second press, adds nothing.
        """
        if self.is_settled:
            raise Refused(_("It is closed; nothing can be added any more."))
        Addition = self.additions.model
        text = needed(text, _("Write what you want to add."))
        known = set(self.pictures.values_list("digest", flat=True))
        pictures = [picture for picture in pictures if picture.digest not in known]
        if not pictures and self.additions.filter(text=text).exists():
            return
        if self.additions.count() >= MOST_ADDITIONS:
            raise Refused(_("That is as much as can be added. Please ring the newsroom."))
        if len(known | {picture.digest for picture in pictures}) > MOST_PICTURES:
            raise Refused(_("There can be %d pictures in all.") % MOST_PICTURES)
        self.additions.create(text=within(_("added"), text, Addition.LONGEST))
        for picture in pictures:
            self.pictures.model.store(self, picture, may_be_published)
        self.tell_asker_step(self.events.model.Kind.ADDED)
        if self.duplicate_of_id:
            self._note_on_root(_("%s follows this one, and its asker has added something") % self)

    @step()
    def withdraw(self):
        """Withdraw the case for its asker. Nobody works on it any more.

        Its pictures are deleted, except those that are in the library.
        """
        if self.status == self.Status.CLOSED:
            raise Refused(_("It is closed already."))
        if self.has_answer:
            raise Refused(_("It is answered already. You can delete your contact instead."))
        if self.duplicates.exists():
            raise Refused(_("Others wait for the same answer, so it goes on. You can delete your contact instead."))
        # An answer that is signed but has not come out does not count any more.
        self.answered_at = None
        self._close(self.Outcome.WITHDRAWN)
        self._take_consent_back()
        for picture in self.pictures.filter(photo=None):
            self._delete(picture)
        self.tell_asker_step(self.events.model.Kind.WITHDRAWN)

    @step()
    def delete_picture(self, number):
        """Delete the asker's own picture with the primary key `number`, and its files."""
        if self.is_settled:
            raise Refused(_("It is closed; the data are only kept until they are deleted."))
        picture = self.pictures.filter(pk=number).first()
        if picture is None:
            raise Refused(_("This picture is deleted already."))
        if picture.photo_id:
            raise Refused(_("The paper has taken this picture into its library. Take back your consent instead."))
        self._delete(picture)
        self.tell_asker_step(self.events.model.Kind.CORRECTED, internal=_("a picture was deleted"))

    @with_root
    def take_consent_back(self):
        """Forbid the publication of all the asker's pictures. The reporter is told about those in the library."""
        if not self.pictures.filter(may_be_published=True).exists():
            raise Refused(_("You have agreed to the publication of no picture, or taken it back already."))
        self._take_consent_back()
        self.tell_asker_step(
            self.events.model.Kind.CORRECTED, internal=_("consent to the publication of pictures taken back")
        )

    @step()
    def change_contact(self, contact):
        """Correct the asker's own data. `contact` is as in `receive`; what is left empty stays as it is."""
        if self.is_settled:
            raise Refused(_("It is closed; the data are only kept until they are deleted."))
        self._take_contact({**self._contact_parts(), **said(contact)})
        self.tell_asker_step(self.events.model.Kind.CORRECTED)

    @step()
    def erase_contact(self):
        """Delete the asker's name, telephone and address now."""
        deleted, _rows = self._meta.get_field("contact").related_model.objects.filter(case=self).delete()
        if not deleted:
            raise Refused(_("There are no such data, or they are deleted already."))
        self.tell_asker_step(self.events.model.Kind.ERASED)

    @property
    def is_settled(self):
        """Whether nobody goes on working on it: it is closed, or the case that it follows is closed."""
        return self.root.status == self.Status.CLOSED

    @property
    def may_be_withdrawn(self):
        """Whether the asker may withdraw it: not once it is closed or answered, or once others follow it."""
        return self.status != self.Status.CLOSED and not self.has_answer and not self.duplicates.exists()

    @property
    def may_be_rated(self):
        """Whether the asker may rate it: once for each answer. The rating of an earlier answer stays until then."""
        if not self.root.has_answer or self.outcome == self.Outcome.WITHDRAWN:
            return False
        return self.rating is None or (self.rated_at is not None and self.rated_at < self.root.answered_at)

    @property
    def may_be_reopened(self):
        """Whether the asker may reopen it: once, soon enough after an answer, and only a case that follows no other."""
        return (
            self.duplicate_of_id is None
            and self.has_answer
            and timezone.now() <= self.answered_at + REOPENING
            and not self.asker_has_reopened
            and self.outcome != self.Outcome.WITHDRAWN
        )

    @step()
    def rate(self, is_solved, rating, comment=""):
        """Say whether it is solved, and give a rating from one to five and a sentence. A solved case is closed."""
        if not self.may_be_rated:
            raise Refused(_("This has been said already, or there is no answer yet."))
        field = self._meta.get_field("rating_comment")
        self.rating_comment = within(field.verbose_name, comment.strip(), field.max_length)
        self.is_solved, self.rating, self.rated_at = bool(is_solved), rating, timezone.now()
        if self.is_solved and self.status == self.Status.ANSWERED:
            self._close(self.Outcome.RESOLVED)
        self.tell_asker_step(self.events.model.Kind.RATED)

    @step()
    def reopen_as_asker(self, text):
        """Take a case up once more that is not solved. `text` says what is missing."""
        if self.duplicate_of_id:
            raise Refused(
                _("Others have asked the same, and one answer is for all: your case cannot be reopened alone.")
            )
        if not self.may_be_reopened:
            raise Refused(_("It can be reopened once, within %d days of the answer.") % REOPENING.days)
        text = needed(text, _("Write what is still missing."))
        self.additions.create(text=within(_("added"), text, self.additions.model.LONGEST))
        self.asker_has_reopened = True
        self._reopen(anew=True)
        self.tell_asker_step(self.events.model.Kind.REOPENED)

    def _take_consent_back(self):
        agreed = self.pictures.filter(may_be_published=True)
        chosen = list(agreed.exclude(photo=None).values_list("photo", flat=True))
        agreed.update(may_be_published=False)
        if chosen:
            numbers = ", ".join(str(number) for number in chosen)
            self._note_on_root(_("consent taken back, to pictures in the library with the numbers %s") % numbers)

    def _delete(self, picture):
        """Delete the row of `picture`. Its files are deleted only once it is certain that the row is gone."""
        picture.delete()
        transaction.on_commit(picture.discard_files)

    def _note_on_root(self, note):
        """Write a note for colleagues on the case that they look at: the one that this case follows, or itself."""
        self.root.tell_asker_step(self.events.model.Kind.NOTED, internal=note)
