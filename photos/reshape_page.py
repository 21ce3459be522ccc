"""The page on which a picture is turned or cropped, and what it was before is taken back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _, gettext_lazy

from storage.write_faults import StorageFault
from text.numbers import number_in

from . import reshaping
from .models import Photo

QUARTERS = {"right": 1, "half": 2, "left": 3}  # {what is pressed: quarters of a turn clockwise}
MOST = 95  # percent


class SideField(forms.DecimalField):
    def __init__(self, label):
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_value=MOST,
            decimal_places=1,
            widget=forms.NumberInput(attrs={"placeholder": "0"}),
        )

    def clean(self, value):
        return float(super().clean(value) or 0) / 100


class CropForm(forms.Form):
    """How much is cut off each side, typed in percent and cleaned to shares."""

    left = SideField(gettext_lazy("off the left, %"))
    top = SideField(gettext_lazy("off the top, %"))
    right = SideField(gettext_lazy("off the right, %"))
    bottom = SideField(gettext_lazy("off the bottom, %"))


def whoever_may_change(admin, request, photo):
    return admin.has_change_permission(request, photo)


def reshape(admin, request, photo):
    """Turn or crop `photo` as is asked, or take a former state back."""
    form = CropForm(request.POST if "crop" in request.POST else None)
    if request.method == "POST":
        photo, done = _pressed(admin, request, photo, form)
        if done:
            admin.log_change(request, photo, done)
            admin.message_user(request, done, messages.SUCCESS)
        if done or not form.errors:
            return HttpResponseRedirect(admin.url_of("reshape", photo.pk))
    return admin.page(
        request,
        "admin/photos/photo/reshape.html",
        status=422 if form.errors else 200,
        title=_("Turn or crop"),
        item=photo,
        form=form,
        former=photo.former.select_related("replaced_by"),
    )


def _pressed(admin, request, photo, form):
    """Do what was pressed; return the picture as it is now, and what was done, in a sentence."""
    try:
        with transaction.atomic():
            locked = Photo.objects.select_for_update().get(pk=photo.pk)
            if not whoever_may_change(admin, request, locked):  # what shows it was approved a moment ago
                raise PermissionDenied
            return locked, _done(request, locked, form)
    except StorageFault as fault:  # neither is changed, and the page shows that
        messages.error(request, fault.sentence)
        return photo, ""


def _done(request, photo, form):
    """Do what was pressed, and say it in a sentence. Where it cannot be done, say so by a message or in `form`."""
    if request.POST.get("state") != photo.stem:
        messages.warning(request, _("The picture has changed since this page was opened. Look at it, and press again."))
        return ""
    if request.POST.get("turn") in QUARTERS:
        reshaping.turn(photo, request.user, QUARTERS[request.POST["turn"]])
        return _("The picture is turned, wherever it is shown.")
    if "crop" in request.POST and form.is_valid():
        try:
            reshaping.crop(photo, request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
            return ""
        return _("The picture is cropped, wherever it is shown.")
    if former := photo.former.filter(pk=number_in(request.POST.get("back", ""))).first():
        reshaping.take_back(photo, request.user, former)
        return _("The picture is again what it was before.")
    return ""
