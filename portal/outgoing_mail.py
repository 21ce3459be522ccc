"""How mail leaves the site, as EMAIL_URL says, and to whom errors are told."""

import re
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SMTP = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}  # and the port of each
FOR_TRIALS = {"consolemail": "console", "filemail": "filebased"}
LOCAL = {"localhost", "127.0.0.1", "::1"}
ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
TIMEOUT = 10  # seconds without a word from the mail server
SHOWN = (
    "smtp+tls://user:password@host:587, smtp+ssl://user:password@host:465 or smtp://localhost:25; special characters "
    "in user and password are written as %40 and so on"
)


def mail_settings(url):
    """Return Django's settings for EMAIL_URL, by their names. Without one nothing is ever sent.

    Raises ImproperlyConfigured with a sentence where it cannot be one. django-environ is not asked: it takes a plus
    sign in a password for a blank, and smtps:// for the encryption that it is not.
    """
    if fault := fault_of_url(url):
        raise ImproperlyConfigured(fault)
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme in FOR_TRIALS:
        backend = f"django.core.mail.backends.{FOR_TRIALS[parts.scheme]}.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": unquote(parts.path)}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or SMTP[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        "EMAIL_TIMEOUT": TIMEOUT,
    }


def fault_of_url(url):
    """Return a sentence if EMAIL_URL is none; an empty string if it is, or is empty. It never repeats a password."""
    try:
        parts = urlsplit(url)
        _readable = parts.port
    except ValueError:
        return f"EMAIL_URL cannot be read: {SHOWN}"
    if not url or (parts.scheme in FOR_TRIALS and (parts.path or parts.scheme == "consolemail")):
        return ""
    if parts.scheme == "smtps":
        return "EMAIL_URL begins with smtps://: write smtp+ssl:// (mostly port 465) or smtp+tls:// (mostly port 587)"
    if parts.scheme not in SMTP or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        return f"EMAIL_URL cannot be read: {SHOWN}"
    if bool(parts.username) != bool(parts.password):
        return "EMAIL_URL has a user without a password, or a password without a user"
    if parts.password and parts.scheme == "smtp" and parts.hostname not in LOCAL:
        return "EMAIL_URL would send the password unencrypted: write smtp+tls:// or smtp+ssl://"
    return ""


def faults_of_mail(variables):
    """Return a sentence for each thing wrong with EMAIL_URL, DEFAULT_FROM_EMAIL, SERVER_EMAIL and ADMINS."""
    faults = [fault] if (fault := fault_of_url(variables.get("EMAIL_URL", ""))) else []
    faults += [
        f"{name} must be one address for mail, such as website@qinghe.example"
        for name in ("DEFAULT_FROM_EMAIL", "SERVER_EMAIL")
        if variables.get(name) and not ADDRESS.fullmatch(variables[name])
    ]
    admins = addresses(variables.get("ADMINS", ""))
    if not all(map(ADDRESS.fullmatch, admins)):
        faults.append("ADMINS must be addresses for mail, separated by commas")
    if admins and not variables.get("EMAIL_URL"):
        faults.append("ADMINS is set and EMAIL_URL is not, so nobody would be told of an error: set both")
    return faults


def addresses(text):
    """Return the addresses in ADMINS as it was typed: separated by commas, with blanks or without."""
    return [one.strip() for one in text.split(",") if one.strip()]
