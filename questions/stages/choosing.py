"""A picture that a citizen sent goes into the library, where everybody who writes may use it."""

from django.utils.translation import gettext as _

from editorial.models import Refused
from photos.intake import clean_picture
from photos.models import Photo

from ..models import Event
from ..rules import CaseAction
from .step import needed, sound, step, tell


@step(CaseAction.CHOOSE_PICTURE)
def choose_picture(case, user, picture, alt_text, credit_name):
    """Copy `picture` of the case into the library, described and credited as it may be printed; return the Photo.

    Raises Refused where its sender has not agreed. The private original stays where it is.
    """
    picture = case.pictures.select_for_update().filter(pk=picture.pk).first()
    if picture is None:
        raise Refused(_("This picture belongs to another case."))
    if picture.photo_id:
        raise Refused(_("This picture is in the library already."))
    if not picture.may_be_published:
        raise Refused(_("Its sender has not agreed to its publication."))
    words = {
        "alt_text": needed(alt_text, _("Say what is to be seen, for readers who cannot see it.")),
        "credit_name": needed(credit_name, _("Say who supplied it: 王女士, or 桃花新村居民.")),
    }
    for name, text in words.items():
        sound(Photo, name, text)
    title = _("%(desk)s, %(case)s") % {"desk": case.desk, "case": case}
    photo = Photo(title=title, credit_kind=Photo.Credit.SUPPLIED, uploaded_by=user, **words)
    with picture.open() as file:
        photo.take_in(clean_picture(file))
    photo.save()
    picture.photo = photo
    picture.save(update_fields=["photo"])
    tell(case, Event.Kind.NOTED, user, internal=_("picture taken into the library, number %d") % photo.pk)
    return photo
