"""What is said of several pictures, on one page: one credit, day and place for all, and of each its own."""

from copy import deepcopy

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.forms.models import BaseModelFormSet, modelformset_factory
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from editing.known_keys import KnownKeySelect
from editing.rows_by_hand import GrowingText
from editing.uncut import uncut
from text.numbers import number_in

from .gallery import SharedCredit
from .models import Photo

MOST = 60  # pictures on one page
LONGEST = 600  # pictures that are described one page after the other
CREDIT = ["credit_kind", "credit_name"]
SHARED = [*CREDIT, "taken_on", "place"]


def whoever_may_describe(admin, request, subject):
    return request.user.has_perm("photos.change_photo")


@admin.action(description=gettext_lazy("Describe the selected on one page"), permissions=["change"])
def describe_selected(model_admin, request, queryset):
    return HttpResponseRedirect(address_of(model_admin, queryset.order_by("pk").values_list("pk", flat=True)))


def address_of(model_admin, keys):
    """Return the address of the page on which the pictures of these keys are described."""
    numbers = ".".join(str(key) for key in dict.fromkeys(keys))
    return model_admin.url_of("describe") + (f"?photos={numbers}" if numbers else "")


def describe(admin, request, subject):
    """Show and save what is said of the pictures named in `?photos=1.2.3`.

    Without that, these are the pictures that the user has uploaded and that lack something. Where there are more than
    MOST, the rest follows on the next page.
    """
    keys = asked_for(request)
    rest = keys[MOST:]
    photos = Photo.objects.filter(pk__in=keys[:MOST]).order_by("pk")
    fields = {"place": place_field(admin)}
    if request.method == "POST":
        with transaction.atomic():
            shared = SharedWords(request.POST, prefix="shared", **fields)
            formset = Descriptions(
                request.POST,
                queryset=photos.select_for_update(of=("self",)),
                form_kwargs={"user": request.user, **fields},
            )
            if all([shared.is_valid(), formset.is_valid()]) and formset.takes(shared):
                return _saved(admin, request, formset, rest)
    else:
        shared = SharedWords(prefix="shared", **fields)
        formset = Descriptions(queryset=photos, form_kwargs={"user": request.user, **fields})
    return admin.page(
        request,
        "admin/photos/photo/describe.html",
        title=_("Describe pictures"),
        shared=shared,
        formset=formset,
        media=admin.media + shared.media + formset.media,
        address=address_of(admin, [*(form.instance.pk for form in formset.forms), *rest]),
        rest=len(rest),
    )


def asked_for(request):
    """Return the keys of the pictures that are to be described, LONGEST at most."""
    if "photos" in request.GET:
        return [number_in(key) for key in request.GET["photos"].split(".")[:LONGEST]]
    mine = Photo.objects.lacking().filter(uploaded_by=request.user).order_by("-pk")
    return list(mine.values_list("pk", flat=True)[:LONGEST])


def place_field(model_admin):
    """Return the field that finds a place while one types."""
    field = Photo._meta.get_field("place")
    widget = KnownKeySelect(field, model_admin.admin_site, attrs={"data-width": "100%"})
    return field.formfield(widget=widget, required=False, help_text="")


class SharedWords(SharedCredit):
    """What is said of all pictures of the page that do not say otherwise."""

    taken_on = forms.DateField(
        label=gettext_lazy("taken on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, *args, place, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"] = deepcopy(place)

    def fill(self, photo):
        """Fill in what `photo` lacks. Return the names of the fields."""
        names = [] if photo.credit or not {*CREDIT} & {*self.changed_data} else CREDIT
        typed = (name for name in ("taken_on", "place") if self.cleaned_data[name])
        names = [*names, *(name for name in typed if not getattr(photo, name))]
        for name in names:
            setattr(photo, name, self.cleaned_data[name])
        return names


class Description(forms.ModelForm):
    """What is said of one picture. Only what was changed here is written: the rest may have changed elsewhere."""

    class Meta:
        model = Photo
        fields = ["alt_text", "title", *SHARED]
        widgets = {
            "alt_text": GrowingText(),
            "taken_on": forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        }

    overtaken = frozenset()  # the names of fields that somebody else has written meanwhile

    def __init__(self, *args, user, place, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["place"] = deepcopy(place)
        for field in self.fields.values():
            uncut(field)
            field.show_hidden_initial = True

    def clean(self):
        typed = super().clean()
        self.overtaken = {name for name in self.changed_data if self._is_overtaken(name)}
        if self.overtaken & {*CREDIT}:
            self.overtaken |= {*CREDIT} & {*self.changed_data}
        return {
            name: value for name, value in typed.items() if name in self.changed_data and name not in self.overtaken
        }

    @property
    def written(self):
        """The names of the fields that are changed here and were not changed by somebody else meanwhile."""
        return [name for name in self.changed_data if name not in self.overtaken]

    def _is_overtaken(self, name):
        """Whether somebody else has written something else into the field since the page was opened."""
        field, stored = self.fields[name], self.initial.get(name)
        seen = self._widget_data_value(field.hidden_widget(), self.add_initial_prefix(name))
        typed = self._widget_data_value(field.widget, self.add_prefix(name))
        return field.has_changed(stored, seen) and field.has_changed(stored, typed)

    def refuse(self):
        """Whether the user may not change what is said of this picture. Then the form says so."""
        if self.instance.may_be_changed_by(self.user):
            return False
        sentence = _("The picture stands in what is public or approved; only a final reviewer may change it.")
        self.add_error("alt_text", sentence)
        return True


class DescriptionFormSet(BaseModelFormSet):
    @cached_property
    def forms(self):
        """The forms of pictures that are there. One that was deleted meanwhile keeps no other from being saved."""
        return [form for form in super().forms if form.instance.pk]

    def takes(self, shared):
        """Fill in what all share, and save each picture that has changed. Return False where one may not be changed."""
        self.saved = []
        for form in self.forms:
            names = [*form.written, *shared.fill(form.instance)]
            if names and form.refuse():
                return False
            if names:
                self.saved.append((form.instance, names))
        for photo, names in self.saved:
            photo.save(update_fields=names)
        return True


Descriptions = modelformset_factory(
    Photo, form=Description, formset=DescriptionFormSet, extra=0, max_num=MOST, absolute_max=MOST, edit_only=True
)


def _saved(admin, request, formset, rest):
    for photo, names in formset.saved:
        fields = [str(Photo._meta.get_field(name).verbose_name) for name in names]
        admin.log_change(request, photo, [{"changed": {"fields": fields}}])
    for form in formset.forms:
        if form.overtaken:
            sentence = _(
                "“%(title)s”: somebody else has described it meanwhile, and theirs stands. Yours was: %(typed)s"
            )
            typed = "、".join(form.data.get(form.add_prefix(name), "") for name in sorted(form.overtaken))
            messages.warning(request, sentence % {"title": form.instance.title, "typed": typed})
    if gone := formset.total_form_count() - len(formset.forms):
        sentence = ngettext("%d picture was deleted meanwhile.", "%d pictures were deleted meanwhile.", gone)
        messages.warning(request, sentence % gone)
    number = len(formset.saved)
    sentence = ngettext("What is said of %d picture is saved.", "What is said of %d pictures is saved.", number)
    messages.success(request, sentence % number)
    if lacking := [form.instance.pk for form in formset.forms if form.instance.lacking]:
        sentence = ngettext("%d picture still lacks something", "%d pictures still lack something", len(lacking))
        link = format_html('<a href="{}">{}</a>', address_of(admin, lacking), sentence % len(lacking))
        messages.warning(request, link)
    return HttpResponseRedirect(address_of(admin, rest) if rest else admin.url_of("changelist"))
