"""The receipt: the code to copy down, and what happens next."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from web.closed_doors import closed_door

from .. import access
from ..progress.status import by_words
from ..receipts import shown


@closed_door
@require_safe
def receipt(request):
    case = access.case_of(request)
    if case is None:
        return redirect("questions:track")
    code = access.code_of(request)
    context = {
        "case": case,
        "code": shown(code),
        # Whoever scans the code stays in the edition in which the receipt was read.
        "address": settings.SITE_URL + reverse("questions:enter", args=[code]),
        "response_due": by_words(case.response_due),
        "answer_due": by_words(case.answer_due),
        "contact_days": settings.CONTACT_DAYS,
    }
    return render(request, "questions/receipt.html", context)
