"""Tries that come at the same moment are all counted, and none of them waits for another that waits for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from logins.models import Throttle
from logins.tests.guessing import addresses, log_in
from portal.testing import make_person
from portal.tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def reporter(in_a_file):
    """The reporter, and the wrong passwords of yesterday, which the tries sweep away meanwhile."""
    make_person("reporter", "记者")
    long_ago = timezone.now() - timedelta(days=1)
    Throttle.objects.bulk_create(
        Throttle(key=f"{number:064}", pace="account", open_at=long_ago, forgiven_at=long_ago) for number in range(200)
    )
    in_a_file()


def a_try(username, address, password="wrong"):
    return lambda: log_in(username, password, address).status_code


def test_of_twenty_four_tries_at_once_at_one_account_ten_are_looked_at():
    assert at_once(*(a_try("reporter", address) for address in addresses(24))) == [200] * 10 + [429] * 14


def test_of_twelve_tries_at_once_from_one_connection_five_are_looked_at():
    tries = (a_try("reporter", f"2001:db8:1:2::{number}") for number in range(12))
    assert at_once(*tries) == [200] * 5 + [429] * 7


def test_names_and_addresses_crosswise_stand_in_nobodys_way():
    tries = [a_try(f"name{name}", address) for name in range(5) for address in addresses(5)]
    assert at_once(*tries) == [200] * 25
    assert at_once(Throttle.objects.count) == [5 + 5 + 25]
