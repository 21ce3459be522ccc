"""The way to a case without an account: typing its receipt code, or scanning it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dates.spans import wait_words
from web.closed_doors import closed_door
from web.limits import Limit, put_off

from .. import access, receipts
from ..forms.following import typed
from ..forms.tracking import UNKNOWN, CodeForm
from ..models import Case

WRONG_CODES = Limit("tracking", most=30, seconds=600)


@closed_door
@require_http_methods(["GET", "HEAD", "POST"])
def track(request):
    """A page with one field, for the code."""
    if request.method != "POST":
        return _door(request)
    form = CodeForm(request.POST)
    code = receipts.normalised(form.data.get("code", ""))
    wait, is_known = guess(request, code)
    if is_known:
        return _enter(code)
    if wait:
        form.add_error(None, wait_words(wait))
    elif not form.errors:
        form.add_error("code", UNKNOWN)
    return put_off(_door(request, form, status=422), wait)


@closed_door
@require_safe
def enter(request, code):
    """The address in the receipt's QR code.

    Errors are shown on the page it leads to, because errors are logged by address. If this browser follows
    another case, it asks first: the link may be a stranger's.
    """
    code = receipts.normalised(code)
    wait, is_known = guess(request, code)
    if not is_known:
        messages.error(request, wait_words(wait) if wait else UNKNOWN)
        return redirect("questions:track")
    followed = access.case_of(request)
    if followed is None or access.code_of(request) == code:
        return _enter(code)
    offered = Case.objects.with_code(code).select_related("desk").get()
    return render(request, "questions/case_switch.html", {"followed": followed, "offered": offered, "code": code})


@closed_door
@require_POST
def leave(request):
    """Forget the code, for example on a shared computer."""
    messages.success(request, _("This browser has forgotten your code."))
    response = redirect("questions:track")
    access.forget(response)
    return response


def guess(request, code):
    """Return (seconds to wait, whether `code` opens a case).

    A right code always opens its case. Thousands may share one address, and wrong codes of one of them must not
    lock the others out.
    """
    # Whatever was typed, it costs the same: one digest and one query.
    is_known = Case.objects.with_code(code).exists()
    return 0 if is_known else WRONG_CODES.take_for(request), is_known


def back_to_the_door(request):
    """Lead a browser that follows no case, or no longer, to the page for the code. What was typed is given back."""
    sentence = _("Please enter your receipt code. For your safety this page forgets it after half an hour.")
    texts = typed(request)
    if not texts:
        messages.info(request, sentence)
        return redirect("questions:track")
    return _door(request, status=403, sentence=sentence, typed=texts)


def at_another_case(request, followed):
    """Refuse a form whose page showed another case than `followed`, which this browser follows by now."""
    sentence = _("Nothing was changed: that page was of another case than the one that this browser follows now.")
    return _door(request, status=409, sentence=sentence, typed=typed(request), followed=followed)


def _door(request, form=None, status=200, **context):
    return render(request, "questions/track.html", {"form": form or CodeForm(), **context}, status=status)


def _enter(code):
    response = redirect("questions:progress")
    access.remember(response, code)
    return response
