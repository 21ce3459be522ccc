"""The library's views for forms and the rich-text editor: take this file, show the pictures, show this one."""

import json

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.utils.translation import gettext as _

from storage.write_faults import StorageFault
from text.numbers import number_in

from .models import Photo
from .new_pictures import card_of, take

PER_PAGE = 24
LAST_PAGE = 500
KEPT = ("_popup", "CKEditor", "CKEditorFuncNum", "many")  # what says who opened the picker


def whoever_may_see_the_library(admin, request, photo):
    return request.user.has_perm("photos.view_photo")


def editor_upload(admin, request, subject):
    """Take a picture from CKEditor (a file field `upload`), and answer in the form that it expects.

    A file that the library has already is not stored again. A new picture has no description and no credit yet, and
    what shows it cannot be published before it has both.
    """
    if not (admin.admin_site.has_permission(request) and request.user.has_perm("photos.add_photo")):
        return _refused(_("You may not add pictures, or your log-in has ended."), status=403)
    upload = request.FILES.get("upload")
    if not upload:
        return _refused(_("No file arrived. Choose it again."))
    try:
        photo, _is_new = take(admin, request, upload)
    except ValidationError as error:
        return _refused(" ".join(error.messages))
    except StorageFault as fault:
        return _refused(str(fault.sentence), status=fault.status)
    return JsonResponse({"uploaded": 1, "fileName": photo.title, "url": photo.url})


def _refused(message, status=200):
    return JsonResponse({"uploaded": 0, "error": {"message": message}}, status=status)


def picker(admin, request, subject):
    """Show the library in a pop-up window, in which a click hands a picture to the form or to CKEditor.

    CKEditor puts `CKEditorFuncNum` into the query, and a gallery `many`, where several pictures are ticked and handed
    over at once. Without them, the window was opened by a field.
    """
    photos, _duplicates = admin.get_search_results(request, Photo.objects.all(), request.GET.get("q", ""))
    number = min(max(number_in(request.GET.get("p", "1")), 1), LAST_PAGE)
    start = (number - 1) * PER_PAGE
    found = list(photos[start : start + PER_PAGE + 1])
    for photo in found:
        photo.card = json.dumps(card_of(photo))
    function = request.GET.get("CKEditorFuncNum", "")
    kept = {name: request.GET[name] for name in KEPT if name in request.GET}
    return admin.page(
        request,
        "admin/photos/photo/picker.html",
        title=_("Choose a picture"),
        is_popup=True,
        photos=found[:PER_PAGE],
        number=number,
        has_next=len(found) > PER_PAGE and number < LAST_PAGE,
        query=request.GET.get("q", ""),
        kept=kept,
        function=function if function.isdecimal() else "",
        many="many" in request.GET,
        can_add=request.user.has_perm("photos.add_photo"),
    )


def card(admin, request, photo):
    """Return one picture in a few words, as JSON, for the form field that has just been given its number."""
    return JsonResponse(card_of(photo))
