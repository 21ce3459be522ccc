"""EMAIL_URL and ADMINS: what they become, and what is refused with a sentence before anything is lost."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.outgoing_mail import addresses, fault_of_url, faults_of_mail, mail_settings
from portal.production import refuse_if_unsafe
from portal.tests.test_production import SAFE


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password", "tls", "ssl"),
    [
        ("smtp://localhost", "localhost", 25, "", "", False, False),
        ("smtp+tls://web:a+b%40c%2F@smtp.qinghe.example", "smtp.qinghe.example", 587, "web", "a+b@c/", True, False),
        (
            "smtp+ssl://web@qinghe.example:x@smtp.x.example",
            "smtp.x.example",
            465,
            "web@qinghe.example",
            "x",
            False,
            True,
        ),
        ("smtp+tls://web:x@smtp.x.example:2525/", "smtp.x.example", 2525, "web", "x", True, False),
    ],
)
def test_a_mail_server_is_told_from_the_address(url, host, port, user, password, tls, ssl):
    found = mail_settings(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == (host, port)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == (user, password)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    assert found["EMAIL_TIMEOUT"] <= 10


@pytest.mark.parametrize(
    ("url", "backend"), [("", "dummy"), ("consolemail://", "console"), ("filemail:///tmp/mail", "filebased")]
)
def test_without_a_server_mail_goes_nowhere_or_where_a_trial_wants_it(url, backend):
    assert mail_settings(url)["EMAIL_BACKEND"] == f"django.core.mail.backends.{backend}.EmailBackend"


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "smtp.qinghe.example:587",
        "http://qinghe.example",
        "smtp://",
        "smtps://web:x@smtp.qinghe.example",
        "smtp://smtp.qinghe.example:port",
        "smtp+tls://web:secret/word@smtp.qinghe.example",
        "smtp+tls://web:secret#word@smtp.qinghe.example",
        "smtp+tls://web@smtp.qinghe.example",
        "smtp+tls://[web",
        "smtp://web:secretword@smtp.qinghe.example",
        "filemail://",
        "memorymail://",
    ],
)
def test_nonsense_is_refused_with_a_sentence_that_repeats_no_password(url):
    with pytest.raises(ImproperlyConfigured, match="^EMAIL_URL ") as refused:
        mail_settings(url)
    assert "secret" not in str(refused.value)
    with pytest.raises(ImproperlyConfigured, match="- EMAIL_URL "):
        refuse_if_unsafe({**SAFE, "EMAIL_URL": url})


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"ADMINS": "duty@qinghe.example"}, "ADMINS is set and EMAIL_URL is not"),
        ({"ADMINS": "duty", "EMAIL_URL": "smtp://localhost"}, "ADMINS must be addresses"),
        ({"ADMINS": "a@b.example c@d.example", "EMAIL_URL": "smtp://localhost"}, "ADMINS must be addresses"),
        ({"DEFAULT_FROM_EMAIL": "青禾晚报"}, "DEFAULT_FROM_EMAIL must be"),
        ({"SERVER_EMAIL": "a@b@c"}, "SERVER_EMAIL must be"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT must be plain or json"),
    ],
)
def test_what_would_tell_nobody_is_refused(variables, named):
    with pytest.raises(ImproperlyConfigured, match=named):
        refuse_if_unsafe({**SAFE, **variables})


def test_what_tells_somebody_is_let_through():
    told = {"ADMINS": "duty@qinghe.example, 值班@qinghe.example", "EMAIL_URL": "smtp://localhost", "LOG_FORMAT": "json"}
    refuse_if_unsafe({**SAFE, **told})
    assert not faults_of_mail(told)
    assert addresses(told["ADMINS"]) == ["duty@qinghe.example", "值班@qinghe.example"]
    assert not fault_of_url("")
