"""The receipt code of the case that a citizen follows, kept in a cookie so that no address holds it."""

from django.conf import settings

from .models import Case

COOKIE = "receipt"
SALT = "questions.receipt"
# What the page of a case shows of the case and of the one that it follows. One query fetches all of it.
SHOWN = ("desk", *(f"{case}{part}" for case in ("", "duplicate_of__") for part in ("authority", "answer")), "contact")
LASTS = 30 * 60  # seconds: a code typed on a neighbour's telephone is soon forgotten


def remember(response, code):
    """Let this browser follow the case that `code` opens, for half an hour."""
    response.set_signed_cookie(
        COOKIE,
        code,
        salt=SALT,
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget(response):
    response.delete_cookie(COOKIE, samesite="Lax")


def code_of(request):
    """The code that this browser holds, or an empty string."""
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=LASTS)


def case_of(request):
    """The case that this browser may follow, or None."""
    code = code_of(request)
    return Case.objects.with_code(code).select_related(*SHOWN).first() if code else None
