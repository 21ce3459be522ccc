"""The mail that tells of an error holds nothing of the people in it."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import path

CANARY = "13800004321"


def broken(request):
    telephone = request.POST["telephone"]
    raise RuntimeError(f"after {len(telephone)} characters")


urlpatterns = [path("broken/", broken)]
handler500 = "portal.views.server_error"


@pytest.mark.urls(__name__)
def test_no_value_that_was_typed_sent_or_held_is_in_the_mail(settings):
    settings.DEBUG = False
    settings.ADMINS = [("值班", "duty@qinghe.example")]
    client = Client(raise_request_exception=False)
    client.cookies["receipt"] = CANARY
    answer = client.post("/broken/", {"telephone": CANARY})
    assert answer.status_code == 500
    (report,) = mail.outbox
    everything = report.message().as_string() + report.body
    assert "after 11 characters" in everything
    assert "telephone" in everything
    assert CANARY not in everything
