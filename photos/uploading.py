"""Many pictures at once: one after the other by a script, or all in one POST without scripts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _, ngettext

from storage.write_faults import StorageFault

from .describing import address_of
from .new_pictures import card_of, take


def upload(admin, request, subject):
    """Take one picture (a file field `file`), and say what has become of it.

    Whoever has logged out meanwhile is told in the same form as others are told what is wrong with a file.
    """
    if not (admin.admin_site.has_permission(request) and request.user.has_perm("photos.add_photo")):
        problem = _("You may not add pictures, or your log-in has ended. Log in in another window, then try again.")
        return JsonResponse({"problem": problem, "may_retry": True}, status=403)
    file = request.FILES.get("file")
    if not file:
        return JsonResponse({"problem": _("No file arrived. Choose it again."), "may_retry": True}, status=400)
    try:
        photo, is_new = take(admin, request, file)
    except ValidationError as error:
        return JsonResponse({"problem": " ".join(error.messages)}, status=422)
    except StorageFault as fault:
        return JsonResponse({"problem": str(fault.sentence), "may_retry": True}, status=fault.status)
    return JsonResponse({**card_of(photo), "is_new": is_new})


def upload_many(admin, request, subject):
    """Take all files of a plain form, each for itself, and go on to the page on which they are described."""
    taken, old = [], 0
    for file in request.FILES.getlist("files"):
        try:
            photo, is_new = take(admin, request, file)
        except ValidationError as error:
            sentence = _("“%(file)s” was not taken: %(reason)s")
            messages.error(request, sentence % {"file": file.name, "reason": " ".join(error.messages)})
        except StorageFault as fault:
            sentence = _("“%(file)s” and those after it were not taken: %(reason)s")
            messages.error(request, sentence % {"file": file.name, "reason": fault.sentence})
            break
        else:
            taken.append(photo.pk)
            old += not is_new
    if old:
        sentence = ngettext("%d picture was in the library already.", "%d pictures were in the library already.", old)
        messages.info(request, sentence % old)
    if not request.FILES.getlist("files"):
        messages.error(request, _("No file arrived. Choose it again."))
    return HttpResponseRedirect(address_of(admin, taken) if taken else admin.url_of("changelist"))
