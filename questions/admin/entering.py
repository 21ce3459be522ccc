"""The staff type in what came by telephone, on paper or in person. The caller gets the same kind of receipt code."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from .. import receipts
from ..forms.entering import EnteringForm
from ..progress.status import by_words


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request, admin):
    """Show the form, and answer it with the receipt code.

    The code is stored nowhere, so it cannot be looked up later. The page with the code answers the POST itself,
    without a redirect. If it is loaded again, it shows the same case with the same code.
    """
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = EnteringForm(request.POST if request.method == "POST" else None, user=request.user)
    if not form.is_valid():
        shown = {"title": _("Enter for a caller"), "form": form, "has_desk": form.fields["desk"].queryset.exists()}
        return admin.page(request, "admin/questions/case/entering.html", 422 if form.errors else 200, **shown)
    case, code, _is_new = form.receive(request.user)
    return admin.page(
        request,
        "admin/questions/case/entered.html",
        title=_("Taken in: %s") % case,
        case=case,
        answer_by=by_words(case.answer_due),
        code=receipts.shown(code),
        track=f"{settings.SITE_URL}{reverse('questions:track')}",
    )
