"""Asking, on two screens: the question, then what else the desk wants to know. No account, no JavaScript."""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from dates.spans import wait_words
from storage.write_faults import CannotStore, StorageFault
from web.limits import Limit, put_off

from .. import access
from ..forms.asking import AskForm, QuestionForm
from ..lookalikes import answers_like
from ..models import Case
from ..stages import collecting
from .desks import about, desk_or_404

# Many people share one address: a housing estate, an office, a telephone company.
SENDING = Limit("asking", most=30, seconds=600)
SENDING_AT_ONCE = Limit("asking.at_once", most=10, seconds=60)
# Decoding a picture costs far more than reading a text, whether the form is complete or not.
SENDING_PICTURES = Limit("asking.pictures", most=40, seconds=600)
# Pictures of forms that came back with an error stay on the disk for a day, even if nothing is ever sent.
KEEPING_PICTURES = Limit("asking.unsent", most=12, seconds=600)
LAST_STEP = "send"


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, max_age=0)
def ask(request, slug):
    desk = desk_or_404(slug=slug)
    if request.method == "POST" and request.POST.get("_step") == LAST_STEP:
        return _send(request, desk)
    if not desk.is_open:
        return _closed(request, QuestionForm(desk, request.POST)) if request.method == "POST" else redirect(desk)
    if request.method == "POST":
        return _go_on(request, desk)
    return _first_screen(request, QuestionForm(desk))


def _first_screen(request, form):
    return render(request, "questions/ask_question.html", {**about(form.desk), "form": form}, status=_status(form))


def _go_on(request, desk):
    """Lead from the question to the whole form, and show published answers that look similar."""
    question = QuestionForm(desk, request.POST)
    if not question.is_valid():
        return _first_screen(request, question)
    text = question.cleaned_data["text"]
    form = AskForm(desk, initial={"text": text, "_submission": question.submission})
    return _second_screen(request, form, answers=[] if desk.collects_comments else answers_like(text))


def _second_screen(request, form, *, wait=0, answers=()):
    context = {
        **about(form.desk),
        "form": form,
        "answers": answers,
        "wait_words": wait_words(wait) if wait else "",
        "has_lost_pictures": bool(request.FILES) and not form.unsent.digests,
        "contact_days": settings.CONTACT_DAYS,
    }
    return put_off(render(request, "questions/ask_details.html", context, status=form.status), wait)


def _send(request, desk):
    wait = SENDING_PICTURES.take_for(request) if request.FILES else 0
    form = AskForm(desk, request.POST, None if wait else request.FILES)
    is_complete = form.is_valid() and not wait
    # Even if it cannot be taken now, the same form may have been taken a moment ago.
    is_known = Case.objects.with_code(form.code).exists()
    if is_complete and (desk.is_open or is_known):
        wait = _receive(request, form)
        if not wait and not form.fault:
            return _receipt(form)
    if is_known:
        _say_what_stands(request)
        return _receipt(form)
    if not desk.is_open:
        return _closed(request, form)
    _keep_pictures(request, form)
    return _second_screen(request, form, wait=wait)


def _receive(request, form):
    """Take in the form once; return 0, or the seconds to wait where this visitor has sent too many others.

    Where its pictures cannot be stored nothing is taken in, and the form says so.
    """
    try:
        return _received(request, form)
    except CannotStore as fault:
        form.refuse(fault)
        return 0


def _received(request, form):
    with transaction.atomic():
        case, _code, is_new = collecting.receive(form.desk, **form.received)
        wait = (SENDING_AT_ONCE.take_for(request) or SENDING.take_for(request)) if is_new else 0
        if wait:
            transaction.set_rollback(True)
    if not is_new and collecting.lacks(case, **form.extras):
        _say_what_stands(request)
    return wait


def _keep_pictures(request, form):
    """Keep the pictures of a form that comes back. Where there is no room for them they are chosen again."""
    if form.fault:
        return
    try:
        form.unsent.keep([picture for picture in form.new_pictures if not KEEPING_PICTURES.take_for(request)])
    except CannotStore:
        with suppress(StorageFault):
            form.unsent.discard()


def _say_what_stands(request):
    sentence = _(
        "This form was sent before, and what you sent then stands. "
        "You can change your contact and add pictures on the page of the matter's progress."
    )
    messages.info(request, sentence)


def _receipt(form):
    form.unsent.discard()
    response = redirect("questions:receipt")
    access.remember(response, form.code)
    return response


def _closed(request, form):
    """Show that the desk has closed while somebody was writing.

    They are told where to go, and get back what they typed.
    """
    context = {**about(form.desk), "typed": form.typed}
    return render(request, "questions/ask_closed.html", context, status=422)


def _status(form):
    return 422 if form.errors else 200
