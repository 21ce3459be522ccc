"""The door of the editors' desk: guessing is slowed, and one person's mistakes lock out nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone


@pytest.fixture
def log_in(client, reporter, other_reporter):
    def log_in(username, password="correct horse battery"):
        return client.post("/admin/login/?next=/admin/", {"username": username, "password": password})

    return log_in


def test_the_right_password_opens_the_desk(log_in):
    assert log_in("reporter").url == "/admin/"


def test_after_eight_wrong_passwords_even_the_right_one_waits_fifteen_minutes(log_in, settings):
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        refused = log_in("reporter", "wrong")
    assert refused.status_code == 429
    assert "15" in refused.content.decode()
    assert log_in("reporter").status_code == 429
    assert log_in("other_reporter").url == "/admin/"
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert log_in("reporter").url == "/admin/"
