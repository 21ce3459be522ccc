"""Preview links of an item: who was given one, a form for another, and a way to revoke it."""

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from editing.uncut import UncutForm

from .. import rules
from ..models import PreviewLink, Publishable
from ..models.preview import DAYS
from ..preflight import faults_of
from .sentences import moment


class PreviewLinkForm(UncutForm):
    """The form of a link: for whom, for how long, and which version.

    `versions` is a list of (number, label) for those that may be shown.
    """

    meant_for = forms.CharField(
        label=_("For whom"),
        max_length=PreviewLink._meta.get_field("meant_for").max_length,
        help_text=_("An office or a form of address, such as 市房产局 办公室; no telephone number."),
        error_messages={"required": _("Say for whom the link is.")},
    )
    days = forms.TypedChoiceField(
        label=_("Holds for"),
        coerce=int,
        choices=[(days, _("%(days)d days") % {"days": days}) for days in DAYS],
        initial=3,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Choose for how long the link holds.")),
    )
    version = forms.TypedChoiceField(
        label=_("Which version"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the version that the link shows."),
            "invalid_choice": _("The text was saved anew since you opened this page. Choose the version once more."),
        },
    )

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = versions
        self.initial.setdefault("version", versions[-1][0] if versions else None)

    def clean_meant_for(self):
        """Refuse a person's number, since this text goes into the record, where none may be."""
        text, field = self.cleaned_data["meant_for"], self.fields["meant_for"]
        if faults := faults_of(field.label, text, field.max_length):
            raise ValidationError(faults)
        return text


def show_links(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    """Show who was given a link. POST makes another one."""
    if request.method == "POST":
        return _make_link(admin, request, item)
    versions = _versions_to_share(request.user, item)
    return _links_page(admin, request, item, PreviewLinkForm(versions=versions) if versions else None)


def _make_link(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    versions, withdrawn = _versions_to_share(request.user, item), item.is_withdrawn
    if not versions and not withdrawn:
        raise PermissionDenied
    form = PreviewLinkForm(request.POST, versions=versions)
    if withdrawn:
        form.errors.clear()
        form.add_error(None, _("This has been withdrawn; nobody outside is shown it any more."))
    if not form.is_valid():
        return _links_page(admin, request, item, form, status=422)
    item.keep_first_version()
    typed = form.cleaned_data
    version = item.versions.get(number=typed["version"])
    link = PreviewLink.make(version, request.user, typed["meant_for"], typed["days"])
    field = format_html('<input class="link-address" readonly value="{}" aria-label="{}">', link.address, _("Address"))
    sentence = _("The link for “{name}” is made and holds until {until}. Copy its address: {field}")
    told = format_html(sentence, name=link, until=moment(link.expires_at), field=field)
    admin.message_user(request, told, messages.SUCCESS)
    return HttpResponseRedirect(admin.url_of("preview_links", item.pk))


def find_link(admin: ModelAdmin, request: HttpRequest, pk: int, link: int) -> PreviewLink:
    return get_object_or_404(admin.item_or_404(request, pk).preview_links, pk=link)


def revoke(admin: ModelAdmin, request: HttpRequest, link: PreviewLink) -> HttpResponse:
    if link.revoke(request.user):
        sentence, level = _("The link for “%s” is revoked; nobody can open it any more."), messages.SUCCESS
    else:
        sentence, level = _("The link for “%s” was closed already."), messages.WARNING
    admin.message_user(request, sentence % link, level)
    return HttpResponseRedirect(admin.url_of("preview_links", link.object_id))


def _versions_to_share(user: AbstractUser, item: Publishable) -> list[tuple[int, str]]:
    """Return (number, label) for what `user` may show somebody: what is saved now, and the proposed version."""
    proposal, versions = item.open_proposal(), []
    may_share = rules.may_share(user, item)
    if may_share:
        # An item that was never saved at the desk gets its first version when a link is made.
        label = _("Version %(number)d, as it is saved now") % {"number": item.version or 1}
        versions.append((item.version or 1, label))
    if proposal and proposal.version and (may_share or rules.may_share(user, proposal)):
        label = _("Version %(number)d, the proposed version") % {"number": proposal.version}
        versions.append((proposal.version, label))
    return versions


def _links_page(
    admin: ModelAdmin, request: HttpRequest, item: Publishable, form: PreviewLinkForm | None, status: int = 200
) -> HttpResponse:
    """Return the page of an item's links. `form` is None for those who may only look.

    These are shown the addresses only of links that they have made themselves.
    """
    user, links = request.user, item.preview_links
    links = list(links.select_related("version", "made_by", "revoked_by").defer("version__data"))
    for link in links:
        link.item = item  # saves a query for it
        link.may_be_revoked = link.is_open and rules.may_revoke(user, link)
        is_theirs = form is not None or link.made_by_id == user.pk
        link.may_be_copied = link.is_open and is_theirs and not item.is_withdrawn
    template = "admin/editorial/preview_links.html"
    return admin.page(request, template, status, title=_("Preview links"), item=item, links=links, form=form)
