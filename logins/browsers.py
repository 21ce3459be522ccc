"""Browsers from which an account has logged in before (OWASP: slow down online guessing attacks with device cookies).

A cookie tells these browsers apart from strangers. So strangers slow down nobody who works here. The cookie by itself
opens nothing.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse
from django.utils.crypto import get_random_string, salted_hmac

KNOWN_FOR = timedelta(days=180)


def known_browser(request, username):
    """Return the text that identifies the browser, if `username` has logged in from it before, else an empty text.

    A browser is known until `username` gets another password, is deactivated, or has not logged in from it for
    KNOWN_FOR.
    """
    cookie = request.COOKIES.get(_name(username))
    if not cookie:
        return ""
    User = get_user_model()
    user = User.objects.filter(**{User.USERNAME_FIELD: username}, is_active=True).first()
    try:
        return _signer(user).unsign(cookie, max_age=KNOWN_FOR) if user else ""
    except BadSignature:
        return ""


def remember(response, user):
    """Set the cookie on `response` that tells the browser that `user` has logged in from it."""
    response.set_cookie(
        _name(user.get_username()),
        _signer(user).sign(get_random_string(22)),
        max_age=KNOWN_FOR,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _name(username):
    """Return the cookie's name. Each account has its own, and the name does not reveal the account."""
    return "browser_" + salted_hmac("logins.browsers", username, algorithm="sha256").hexdigest()[:16]


def _signer(user):
    """Return the signer of the cookies of `user`. After a change of password there is another signature."""
    return TimestampSigner(salt=f"logins.browsers {user.pk} {user.get_session_auth_hash()}")
