"""收集: a question comes in, once, by whatever channel."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from dates import months

from .. import receipts
from ..rules import MOST_PICTURES
from .step import Steps

CONTACT_PARTS = ("name", "telephone", "address")


class Collecting(Steps):
    """Mixed into Case."""

    @classmethod
    def receive(
        cls,
        desk,
        text,
        *,
        submission,
        channel=None,
        entered_by=None,
        place=None,
        category=None,
        contact=None,
        pictures=(),
        may_be_published=False,
        is_held=False,
    ):
        """Take in what somebody sent to `desk`; return (case, receipt code, whether it is new).

        `submission` is the form's own random text. If the same text is sent again with it, by an impatient thumb or
        on a bad line, it is the same case. Whatever else differs then is taken over while nobody has begun to work on
        the case. `lacks` tells whether something was not taken over.

        `contact` is {"name", "telephone", "address"}. `pictures` are CleanPictures, and `may_be_published` is the
        sender's consent to publish them. `entered_by` is the member of the staff who types in what came by telephone
        or on paper, and names the `channel`.
        """
        code = receipts.derive(submission, desk.pk, text)
        now = timezone.now()
        case = cls(  # type: ignore[call-arg]  # the fields are those of Case
            desk=desk,
            text=text,
            place=place,
            category=category,
            channel=channel or cls.Channel.WEB,
            entered_by=entered_by,
            code_digest=receipts.digest_of(code),
            received_at=now,
            month=months.month_of(now),
            response_due=desk.response_due(now),
            answer_due=desk.answer_due(now),
            is_held=is_held,
        )
        with transaction.atomic():
            try:
                with transaction.atomic():
                    case.save()
            except IntegrityError:
                known = cls.with_code(code).first()
                if known is None:
                    raise
                known._complete(contact or {}, pictures, may_be_published)
                return known, code, False
            case._take_contact(contact or {})
            for picture in pictures:
                case.pictures.model.store(case, picture, may_be_published)
            Event = case.events.model
            actor = Event.Actor.STAFF if entered_by else Event.Actor.ASKER
            case.tell(Event.Kind.RECEIVED, actor, user=entered_by)
        return case, code, True

    def lacks(self, contact, pictures, may_be_published):
        """Whether something that was sent differs from what is kept. The arguments are as in `receive`."""
        kept = self._contact_parts()
        agreed = set(self.pictures.filter(may_be_published=may_be_published).values_list("digest", flat=True))
        changed = any(text != kept[part] for part, text in said(contact).items())
        return changed or not agreed.issuperset(picture.digest for picture in pictures)

    def _complete(self, contact, pictures, may_be_published):
        """Take over what the same form says differently.

        What the asker has done since on the case's page is not undone.
        """
        if not self.lacks(contact, pictures, may_be_published):
            return
        with transaction.atomic():
            self.lock()
            Event = self.events.model
            if (
                self.status != self.Status.RECEIVED
                or self.events.filter(actor=Event.Actor.ASKER).exclude(kind=Event.Kind.RECEIVED).exists()
            ):
                return
            self._take_contact({**self._contact_parts(), **said(contact)})
            sent = [picture.digest for picture in pictures]
            self.pictures.filter(digest__in=sent, photo=None).update(may_be_published=may_be_published)
            known = set(self.pictures.values_list("digest", flat=True))
            new = {picture.digest: picture for picture in pictures if picture.digest not in known}
            for picture in list(new.values())[: MOST_PICTURES - len(known)]:
                self.pictures.model.store(self, picture, may_be_published)

    def _contact_parts(self):
        Contact = self._meta.get_field("contact").related_model
        kept = Contact.objects.filter(case=self).first() or Contact()
        return {part: getattr(kept, part) for part in CONTACT_PARTS}

    def _take_contact(self, contact):
        """Keep `contact` in its own table; do nothing where all of it is empty."""
        if contact := said(contact):
            self._meta.get_field("contact").related_model.objects.update_or_create(
                case=self, defaults={**dict.fromkeys(CONTACT_PARTS, ""), **contact}
            )


def said(contact):
    """Return `contact` without the parts that were left empty."""
    return {part: text.strip() for part, text in contact.items() if text and text.strip()}
