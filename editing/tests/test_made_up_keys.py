"""A key that somebody made up is told on the form, wherever a field searches while one types."""

import pytest
from django.urls import reverse

from directory.models import Hotline
from portal.testing import make_authority, make_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("made_up", ["x", "1' OR 1", "-1", "9" * 40, "9" * 5000, "１", "99"])
def test_a_made_up_key_is_an_error_and_not_a_crash(made_up, as_person, keeper):
    client, hotline = as_person(keeper), Hotline.objects.filter(authority=make_authority()).get()
    place = make_place()
    for address, data in (
        (reverse("admin:directory_hotline_change", args=[hotline.pk]), {"authority": made_up, "number": "5550130"}),
        (reverse("admin:directory_place_change", args=[place.pk]), {"parent": made_up, "name": "改名", "kind": 1}),
    ):
        response = client.post(address, data)
        assert response.status_code == 200
        assert response.context["adminform"].form.errors
    place.refresh_from_db()
    assert place.name == "桃花新村"
