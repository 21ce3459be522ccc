"""A copy of an item, as a draft of whoever asks for it."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from ..duplication import duplicate
from ..models import Publishable


def make_copy(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    with transaction.atomic():
        copy = duplicate(item, request.user)
        copy.keep_version(request.user, _("copied from number %d") % item.pk)
    admin.log_addition(request, copy, [{"added": {}}])
    admin.message_user(request, _("This is the copy, a draft of yours."), messages.SUCCESS)
    return HttpResponseRedirect(admin.url_of("change", copy.pk))
