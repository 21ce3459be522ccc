"""收集: a question comes in, once, by whatever channel."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from dates import months

from .. import receipts
from ..models import Case, CasePicture, Contact, Event
from ..rules import MOST_PICTURES
from .step import lock, tell

CONTACT_PARTS = ("name", "telephone", "address")


def receive(desk, text, *, submission, contact=None, pictures=(), may_be_published=False, **fields):
    """Take in what somebody sent to `desk`; return (case, receipt code, whether it is new).

    `submission` is the form's own random text. If the same text is sent again with it, by an impatient thumb or
    on a bad line, it is the same case. Whatever else differs then is taken over while nobody has begun to work on
    the case. `lacks` tells whether something was not taken over.

    `contact` is {"name", "telephone", "address"}. `pictures` are CleanPictures, and `may_be_published` is the
    sender's consent to publish them. `fields` are other fields of the Case: `entered_by` is the member of the staff who
    types in what came by telephone or on paper, and names the `channel`.
    """
    code = receipts.derive(submission, desk.pk, text)
    now = timezone.now()
    case = Case(
        desk=desk,
        text=text,
        code_digest=receipts.digest_of(code),
        received_at=now,
        month=months.month_of(now),
        response_due=desk.response_due(now),
        answer_due=desk.answer_due(now),
        **fields,
    )
    with transaction.atomic():
        try:
            with transaction.atomic():
                case.save()
        except IntegrityError:
            known = Case.objects.with_code(code).first()
            if known is None:
                raise
            _complete(known, contact or {}, pictures, may_be_published)
            return known, code, False
        take_contact(case, contact or {})
        for picture in pictures:
            CasePicture.store(case, picture, may_be_published)
        tell(case, Event.Kind.RECEIVED, case.entered_by)
    return case, code, True


def lacks(case, contact, pictures, may_be_published):
    """Whether something that was sent differs from what is kept. The arguments are as in `receive`."""
    kept = _contact_parts(case)
    agreed = set(case.pictures.filter(may_be_published=may_be_published).values_list("digest", flat=True))
    changed = any(text != kept[part] for part, text in _said(contact).items())
    return changed or not agreed.issuperset(picture.digest for picture in pictures)


def take_contact(case, contact):
    """Keep what is said in `contact` in its own table. What is left empty stays as it is."""
    if said := _said(contact):
        Contact.objects.update_or_create(case=case, defaults=said)


def _complete(case, contact, pictures, may_be_published):
    """Take over what the same form says differently.

    What the asker has done since on the case's page is not undone.
    """
    if not lacks(case, contact, pictures, may_be_published):
        return
    lock(case)
    done_since = case.events.filter(actor=Event.Actor.ASKER).exclude(kind=Event.Kind.RECEIVED)
    if case.status != Case.Status.RECEIVED or done_since.exists():
        return
    take_contact(case, contact)
    sent = [picture.digest for picture in pictures]
    case.pictures.filter(digest__in=sent, photo=None).update(may_be_published=may_be_published)
    known = set(case.pictures.values_list("digest", flat=True))
    new = {picture.digest: picture for picture in pictures if picture.digest not in known}
    for picture in list(new.values())[: MOST_PICTURES - len(known)]:
        CasePicture.store(case, picture, may_be_published)


def _contact_parts(case):
    kept = Contact.objects.filter(case=case).first() or Contact()
    return {part: getattr(kept, part) for part in CONTACT_PARTS}


def _said(contact):
    """Return `contact` without the parts that were left empty."""
    return {part: text.strip() for part, text in contact.items() if text and text.strip()}
