"""收集: a question comes in, once, by whatever door."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from .. import receipts
from .step import Steps


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
        """Take in what somebody brought to `desk`; return (case, receipt code, whether it is new).

        `submission` is the form's own random text: the same text sent again with it, by an
        impatient thumb or a bad line, is the same case. `contact` is {"name", "telephone",
        "address"}, `pictures` are CleanPictures, `may_be_published` is the sender's consent to
        that. A member of the staff who types in what came by telephone or on paper is
        `entered_by`, and names the `channel`.
        """
        code = receipts.derive(submission, desk.pk, text)
        now = timezone.now()
        case = cls(
            desk=desk,
            text=text,
            place=place,
            category=category,
            channel=channel or cls.Channel.WEB,
            entered_by=entered_by,
            code_digest=receipts.digest_of(code),
            received_at=now,
            month=timezone.localdate(now).replace(day=1),
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
                return known, code, False
            case._take_contact(contact or {})
            for picture in pictures:
                case.pictures.model.store(case, picture, may_be_published)
            Event = case.events.model
            actor = Event.Actor.STAFF if entered_by else Event.Actor.ASKER
            case.tell(Event.Kind.RECEIVED, actor, user=entered_by)
        return case, code, True

    def _take_contact(self, contact):
        """Keep `contact` apart, or nothing where all of it is empty."""
        contact = {name: text.strip() for name, text in contact.items() if text and text.strip()}
        if contact:
            self._meta.get_field("contact").related_model.objects.update_or_create(
                case=self, defaults={"name": "", "telephone": "", "address": "", **contact}
            )
