"""How an uploaded file becomes a picture of the library. What is said of the picture is written later."""

from django.contrib.admin import ModelAdmin
from django.db import transaction

from .forms import title_from
from .intake import clean_picture, digest_of
from .models import Photo


def take(admin: ModelAdmin, request, upload):
    """Return the picture that the file `upload` holds, and whether it is new. Raises ValidationError with a sentence.

    A file that the library has already is not stored again. The files of a picture are written before its row, so
    whatever breaks off in between leaves no row without files.
    """
    if there := Photo.objects.same_file(digest_of(upload)).first():
        return there, False
    photo = Photo(title=title_from(upload.name), uploaded_by=request.user)
    photo.take_in(clean_picture(upload))
    try:
        with transaction.atomic():
            there = Photo.objects.same_file(photo.digest).first()  # the same may have come meanwhile
            if not there:
                photo.save()
                admin.log_addition(request, photo, [{"added": {}}])
    except Exception:
        photo.discard_files()
        raise
    if there:
        photo.discard_files()
    return there or photo, not there


def card_of(photo):
    """Return one picture in a few words, for the scripts of forms."""
    return {
        "id": photo.pk,
        "title": photo.title,
        "alt": photo.alt_text,
        "credit": photo.credit,
        "thumbnail": photo.thumbnail_url,
    }
