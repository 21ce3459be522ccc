"""From a page whose address is a key, or says what somebody looked for, no browser tells where it comes from."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("door", settings.CLOSED_DOORS)
@pytest.mark.parametrize("edition", ["", "/elder"])
def test_neither_the_page_behind_a_closed_door_nor_its_refusal_is_told_of(client, edition, door):
    answer = client.get(f"{edition}{door}?q=电梯")
    assert answer["Referrer-Policy"] == "strict-origin"
    assert client.get(f"{edition}{door}nothing/is/here/")["Referrer-Policy"] == "strict-origin"


def test_nor_is_a_list_of_the_desk_in_which_somebody_looked_for_something(client, reporter):
    client.force_login(reporter)
    assert client.get("/admin/articles/article/?q=电梯")["Referrer-Policy"] == "strict-origin"
    # Its scripts ask which form one comes from.
    assert client.get("/admin/articles/article/add/")["Referrer-Policy"] == "same-origin"


def test_other_pages_say_it_to_this_site_alone(client):
    assert client.get("/")["Referrer-Policy"] == "same-origin"
