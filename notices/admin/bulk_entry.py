"""Many notices from one spreadsheet: send it, look at the drafts it would give, make the drafts."""

from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ..bulk import duplicates, example
from ..bulk.columns import COLUMNS
from ..bulk.drafts import drafts_of
from ..bulk.forms import SheetForm
from ..bulk.making import NotMade, make
from ..models import Notice, Sheet


class BulkEntry:
    """Mixed into NoticeAdmin. Only the person who sent a sheet can open it."""

    def get_urls(self):
        own = [
            ("bulk/", self.bulk_view, "bulk"),
            ("bulk/template.<str:ending>", self.bulk_template_view, "bulk_template"),
            ("bulk/<int:pk>/", self.bulk_sheet_view, "bulk_sheet"),
        ]
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        routes = [path(route, self.admin_site.admin_view(view), name=f"{name}_{page}") for route, view, page in own]
        return [*routes, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def bulk_view(self, request):
        self._may_enter_or_403(request)
        form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
        if not form.is_valid():
            context = {"title": _("Enter from a spreadsheet"), "form": form, "columns": COLUMNS}
            return self._bulk_page(request, "bulk_upload", context, status=422 if form.is_bound else 200)
        sheet = form.keep(request.user)
        for remark in form.table.remarks:
            self.message_user(request, remark, messages.WARNING)
        return HttpResponseRedirect(self.url_of("bulk_sheet", sheet.pk))

    @method_decorator(require_safe)
    def bulk_template_view(self, request, ending):
        self._may_enter_or_403(request)
        if ending not in example.FORMATS:
            raise Http404
        written, content_type = example.FORMATS[ending]
        name = f"{_('Template for notices')}.{ending}"
        headers = {"Content-Disposition": content_disposition_header(True, name)}
        return HttpResponse(written(), content_type=content_type, headers=headers)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def bulk_sheet_view(self, request, pk):
        """Show the drafts that a sheet would give. POST makes them."""
        self._may_enter_or_403(request)
        sheet = get_object_or_404(Sheet, pk=pk, made_by=request.user)
        if request.method == "POST":
            return self._make(request, sheet)
        if sheet.used_at:
            context = {"title": _("Made already"), "sheet": sheet, "list_url": self._drafts_url()}
            return self._bulk_page(request, "bulk_made", context)
        drafts = drafts_of(sheet)
        duplicates.remark_on(drafts)
        fit = [draft for draft in drafts if not draft.mistakes]
        context = {
            "title": _("What would be made of “%s”") % sheet.name,
            "sheet": sheet,
            "fit": fit,
            "wrong": [draft for draft in drafts if draft.mistakes],
            "doubtful": sum(bool(draft.remarks) for draft in fit),
            "form": SheetForm(),
        }
        return self._bulk_page(request, "bulk_preview", context)

    def _make(self, request, sheet):
        again = HttpResponseRedirect(self.url_of("bulk_sheet", sheet.pk))
        try:
            notices = make(sheet, request.user)
        except NotMade:
            self.message_user(
                request, _("Nothing was made: something has changed since you looked. See below."), messages.ERROR
            )
            return again
        if not notices:
            return again
        LogEntry.objects.log_actions(request.user.pk, notices, ADDITION, [{"added": {}}])
        sentence = ngettext("%d draft was made.", "%d drafts were made.", len(notices)) % len(notices)
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(self._drafts_url(notices))

    def _drafts_url(self, notices=()):
        """The list of the person's own drafts, narrowed to those just made."""
        keys = [notice.pk for notice in notices]
        span = {"id__gte": min(keys), "id__lte": max(keys)} if keys else {}
        return f"{self.url_of('changelist')}?{urlencode({'desk': 'drafts', **span})}"

    def _may_enter_or_403(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied

    def _bulk_page(self, request, name, context, status=200):
        context = {**self.admin_site.each_context(request), "opts": Notice._meta, "media": self.media, **context}
        return TemplateResponse(request, f"admin/notices/notice/{name}.html", context, status=status)
