"""What an authority's officer sees by the signed link, without an account, and how the reply comes back."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dates.spans import wait_words
from editing.person_names import name_of
from editorial.models import Refused
from web.closed_doors import closed_door
from web.limits import Limit, put_off

from ..forms.referral import ReplyForm
from ..models import Referral
from ..progress.status import by_words
from ..stages import referring
from .pictures import handed_out

REPLIES = Limit("replies", most=30, seconds=10 * 60)


@closed_door
@require_http_methods(["GET", "HEAD", "POST"])
def referral(request, token):
    """The question with a form for the reply, or the reply that was given.

    All closed links get one and the same page. A GET is recorded nowhere, because programs that look through mail
    follow links as well.
    """
    related = Referral.objects.select_related("authority", "sent_by", "case__desk", "case__reporter")
    referral = related.by_token(token).readable().first()
    if request.method != "POST":
        return _page(request, referral)
    is_note = "acknowledge" in request.POST  # the reply comes later
    if wait := REPLIES.take_for(request):
        form = ReplyForm(request.POST)
        if is_note:
            form.errors.clear()
        form.add_error(None, wait_words(wait))
        return put_off(_page(request, referral, form), wait)
    return _take_note(request, referral) if is_note else _take(request, referral)


@closed_door
@require_safe
def picture(request, token, pk):
    """A picture that was chosen for this referral, as long as a reply is waited for."""
    referral = get_object_or_404(Referral.objects.by_token(token).open())
    return handed_out(referral.pictures, pk, request.GET.get("size", "large"))


def _take_note(request, referral):
    """Record that the question has arrived and the reply comes later, as the officer says.

    What was typed of the reply so far is in the form again.
    """
    form = ReplyForm(initial=request.POST.dict())
    if referral is None or not referral.is_open:
        return _page(request, referral, form, status=422 if form.typed else 200)
    referral.acknowledge()
    referral.refresh_from_db(fields=["acknowledged_at"])
    return _page(request, referral, form) if form.typed else redirect(referral.key_path)


def _take(request, referral):
    form = ReplyForm(request.POST)
    is_fit = form.is_valid()
    if is_fit and referral and referral.is_open:
        try:
            referring.take_reply(referral.case, referral, **form.cleaned_data)
            return redirect(referral.key_path)
        except Refused as refused:
            form.add_error(None, refused.messages)
            referral.refresh_from_db()  # somebody may have been quicker
    if is_fit and referral and form.says_the_same_as(referral):
        return redirect(referral.key_path)
    return _page(request, referral, form, status=422)


def _page(request, referral, form=None, status=200):
    """Show what the link opens now. Whatever was typed in vain is given back."""
    if referral and referral.is_open:
        context = {
            "referral": referral,
            "case": referral.case,
            "due": by_words(referral.case.answer_due),
            "asked_by": name_of(referral.case.reporter or referral.sent_by),
            "pictures": referral.pictures.all(),
            "form": form or ReplyForm(),
        }
        return render(request, "questions/referral.html", context, status=status)
    typed = form.typed if form else []
    if referral and referral.replied_at:
        promises = referral.case.promises.filter(authority=referral.authority)
        context = {"referral": referral, "promises": promises, "typed": typed}
        return render(request, "questions/referral_replied.html", context, status=status)
    return render(request, "questions/referral_closed.html", {"typed": typed}, status=404)
