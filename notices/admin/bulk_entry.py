"""Many notices from one spreadsheet: send it, look at the drafts it would give, make the drafts.

Only the person who sent a sheet can open it.
"""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import ADDITION, LogEntry
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _, ngettext

from ..bulk import duplicates
from ..bulk.columns import COLUMNS
from ..bulk.drafts import drafts_of
from ..bulk.forms import SheetForm
from ..bulk.making import NotMade, make
from ..models import Notice, Sheet


def send_sheet(admin: ModelAdmin, request: HttpRequest, subject: None) -> HttpResponse:
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if not form.is_valid():
        return admin.page(
            request,
            "admin/notices/notice/bulk_upload.html",
            status=form.status,
            title=_("Enter from a spreadsheet"),
            form=form,
            columns=COLUMNS,
        )
    sheet = form.keep(request.user)
    return HttpResponseRedirect(admin.url_of("bulk_sheet", sheet.pk))


def template(admin: ModelAdmin, request: HttpRequest, subject: None, ending: str) -> HttpResponse:
    """Hand out an empty sheet, with the heads and an example."""
    from ..bulk import example  # openpyxl is a tenth of all that a server would load at its start

    if ending not in example.FORMATS:
        raise Http404
    written, content_type = example.FORMATS[ending]
    name = f"{_('Template for notices')}.{ending}"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(written(), content_type=content_type, headers=headers)


def look_at_sheet(admin: ModelAdmin, request: HttpRequest, subject: None, pk: int) -> HttpResponse:
    """Show the drafts that a sheet would give. POST makes them."""
    sheet = get_object_or_404(Sheet, pk=pk, made_by=request.user)
    if request.method == "POST":
        return _make(admin, request, sheet)
    if sheet.used_at:
        made = {"title": _("Made already"), "sheet": sheet, "list_url": _drafts_url(admin)}
        return admin.page(request, "admin/notices/notice/bulk_made.html", **made)
    drafts = drafts_of(sheet)
    duplicates.remark_on(drafts)
    fit = [draft for draft in drafts if not draft.mistakes]
    return admin.page(
        request,
        "admin/notices/notice/bulk_preview.html",
        title=_("What would be made of “%s”") % sheet.name,
        sheet=sheet,
        fit=fit,
        wrong=[draft for draft in drafts if draft.mistakes],
        doubtful=sum(bool(draft.remarks) for draft in fit),
        form=SheetForm(),
    )


def _make(admin: ModelAdmin, request: HttpRequest, sheet: Sheet) -> HttpResponse:
    again = HttpResponseRedirect(admin.url_of("bulk_sheet", sheet.pk))
    try:
        notices = make(sheet, request.user)
    except NotMade:
        sentence = _("Nothing was made: something has changed since you looked. See below.")
        admin.message_user(request, sentence, messages.ERROR)
        return again
    if not notices:
        return again
    LogEntry.objects.log_actions(request.user.pk, notices, ADDITION, [{"added": {}}])
    sentence = ngettext("%d draft was made.", "%d drafts were made.", len(notices)) % len(notices)
    admin.message_user(request, sentence, messages.SUCCESS)
    return HttpResponseRedirect(_drafts_url(admin, notices))


def _drafts_url(admin: ModelAdmin, notices: Sequence[Notice] = ()) -> str:
    """The list of the person's own drafts, narrowed to those just made."""
    keys = [notice.pk for notice in notices]
    span = {"id__gte": min(keys), "id__lte": max(keys)} if keys else {}
    return f"{admin.url_of('changelist')}?{urlencode({'desk': 'drafts', **span})}"
