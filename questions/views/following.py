"""The page of a case for the one who holds its receipt code, and what they can do there."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dates.spans import wait_words
from web.closed_doors import closed_door
from web.limits import Limit, put_off

from .. import access
from ..forms.following import FORMS, WithdrawForm
from ..progress.progress_page import about
from .pictures import handed_out
from .tracking import at_another_case, back_to_the_door

ACTIONS = Limit("following", most=30, seconds=600)


def own_case(view):
    """Give `view` the case that this browser may follow, and let it follow the case for another half hour.

    A form says which case its page showed: in another tab the browser may have changed to another case since.
    """

    @closed_door
    @wraps(view)
    def guarded(request, *args, **kwargs):
        case = access.case_of(request)
        if case is None:
            return back_to_the_door(request)
        if request.method == "POST" and request.POST.get("case") != str(case.pk):
            return at_another_case(request, case)
        response = view(request, case, *args, **kwargs)
        access.remember(response, access.code_of(request))
        return response

    return guarded


@require_safe
@own_case
def progress(request, case):
    return _page(request, case)


@require_POST
@own_case
def act(request, case, action):
    """Do what one of the page's forms asks for.

    If it fails, show the page again with the reason and with what was typed.
    """
    if action not in FORMS:
        raise Http404
    wait = ACTIONS.take(str(case.pk))
    form = FORMS[action](request.POST, None if wait else request.FILES, case=case)
    if wait:
        form.add_error(None, wait_words(wait))
        return put_off(_page(request, case, form), wait)
    if form.take():
        return _done(request, form)
    # A step that failed may have changed the case in memory.
    return _page(request, access.case_of(request), form, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def withdraw(request, case):
    """Ask once more before withdrawing, because a withdrawn case cannot be taken up again."""
    form = WithdrawForm(request.POST if request.method == "POST" else None, case=case)
    if form.take():
        return _done(request, form)
    return render(request, "questions/case_withdraw.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@closed_door
def picture(request, pk):
    """A picture of the case that this browser follows."""
    case = access.case_of(request)
    if case is None:
        raise Http404
    return handed_out(case.pictures, pk, request.GET.get("size", "large"))


def _done(request, form):
    messages.success(request, form.done)
    return redirect("questions:progress")


def _page(request, case, form=None, status=200):
    forms = {name: form if form and form.name == name else kind(case=case) for name, kind in FORMS.items()}
    return render(
        request, "questions/case_progress.html", {**about(case), "forms": forms, "refused": form}, status=status
    )
