"""Preview links of an item: who was given one, a form for another, and a way to revoke it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from editing.uncut import UncutForm

from .. import rules
from ..models import PreviewLink
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


class PreviewLinks:
    """Mixed into EditorialAdmin."""

    def get_urls(self):
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        revoke = view(self.revoke_link_view)
        return [
            path("<int:pk>/preview-links/", view(self.preview_links_view), name=f"{name}_preview_links"),
            path("<int:pk>/preview-links/<int:link>/revoke/", revoke, name=f"{name}_revoke_link"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def preview_links_view(self, request, pk):
        if request.method == "POST":
            return self._make_link(request, pk)
        item = self.item_or_404(request, pk)
        versions = self._versions_to_share(request.user, item)
        return self._links_page(request, item, PreviewLinkForm(versions=versions) if versions else None)

    @transaction.atomic
    def _make_link(self, request, pk):
        item = self.item_or_404(request, pk).locked()
        versions, withdrawn = self._versions_to_share(request.user, item), item.is_withdrawn
        if not versions and not withdrawn:
            raise PermissionDenied
        form = PreviewLinkForm(request.POST, versions=versions)
        if withdrawn:
            form.errors.clear()
            form.add_error(None, _("This has been withdrawn; nobody outside is shown it any more."))
        if not form.is_valid():
            return self._links_page(request, item, form, status=422)
        item.keep_first_version()
        typed = form.cleaned_data
        version = item.versions.get(number=typed["version"])
        self._tell_address(request, PreviewLink.make(version, request.user, typed["meant_for"], typed["days"]))
        return HttpResponseRedirect(self.url_of("preview_links", pk))

    def _tell_address(self, request, link):
        field = format_html(
            '<input class="link-address" readonly value="{}" aria-label="{}">', link.address, _("Address")
        )
        sentence = _("The link for “{name}” is made and holds until {until}. Copy its address: {field}")
        told = format_html(sentence, name=link, until=moment(link.expires_at), field=field)
        self.message_user(request, told, messages.SUCCESS)

    @method_decorator(require_POST)
    @method_decorator(transaction.atomic)
    def revoke_link_view(self, request, pk, link):
        item = self.item_or_404(request, pk)
        link = get_object_or_404(item.preview_links, pk=link)
        if not rules.may_revoke(request.user, link):
            raise PermissionDenied
        if link.revoke(request.user):
            sentence, level = _("The link for “%s” is revoked; nobody can open it any more."), messages.SUCCESS
        else:
            sentence, level = _("The link for “%s” was closed already."), messages.WARNING
        self.message_user(request, sentence % link, level)
        return HttpResponseRedirect(self.url_of("preview_links", pk))

    def _versions_to_share(self, user, item):
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

    def _links_page(self, request, item, form, status=200):
        """Return the page of an item's links. `form` is None for those who may only look.

        These are shown the addresses only of links that they have made themselves.
        """
        user, links = request.user, item.preview_links
        withdrawn = item.is_withdrawn
        links = list(links.select_related("version", "made_by", "revoked_by").defer("version__data"))
        for link in links:
            link.item = item  # saves a query for it
            link.may_be_revoked = link.is_open and rules.may_revoke(user, link)
            is_theirs = form is not None or link.made_by_id == user.pk
            link.may_be_copied = link.is_open and is_theirs and not withdrawn
        context = {"title": _("Preview links"), "links": links, "form": form, "media": self.media}
        return self._page(request, item, "preview_links", context, status)
