"""The address at which the doctor asks what the site sees is of use to nobody else."""

import pytest
from django.core import signing

from operations.doctor import probe
from portal.testing import CAST

pytestmark = pytest.mark.django_db


def ask(client, token=None, method="get", **headers):
    headers = {**headers, **({probe.HEADER: token} if token else {})}
    return getattr(client, method)(probe.PATH, headers=headers)


@pytest.mark.parametrize("name", ["anonymous", *CAST])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_token_there_is_no_such_page_for_anybody(name, method, cast, as_person):
    client = as_person(cast[name])
    for token in (None, "made up", signing.dumps("a" * 32, salt="another")):
        response = ask(client, token, method)
        assert response.status_code == 404
        assert b"proof" not in response.content
        assert not response.cookies


@pytest.mark.django_db(databases=[])
def test_with_one_it_tells_what_was_seen_and_no_cache_keeps_it(client):
    token, proof = probe.make_token()
    response = ask(client, token, **{"X-Forwarded-For": f"{probe.FORGED}, 198.51.100.7"})
    seen = response.json()
    assert (seen["proof"], seen["forwarded"], seen["after_forged"], seen["takes_forged"]) == (proof, 2, 1, False)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert "198.51.100.7" not in response.content.decode()  # it counts addresses and tells none


def test_a_token_is_good_once_and_for_seconds(client, time_machine, still):
    token, _proof = probe.make_token()
    assert ask(client, token).status_code == 200
    assert ask(client, token).status_code == 404
    late, _proof = probe.make_token()
    time_machine.shift(probe.LASTS + 1)
    assert ask(client, late).status_code == 404


@pytest.mark.django_db(databases=[])
def test_it_is_asked_so_often_and_no_more(client, still):
    answers = [ask(client, probe.make_token()[0]).status_code for _number in range(probe.LIMIT.most + 1)]
    assert answers == [200] * probe.LIMIT.most + [429]


def test_other_methods_and_the_elder_edition_are_not_answered(client):
    token, _proof = probe.make_token()
    assert ask(client, token, "put").status_code == 405
    assert client.get(f"/elder{probe.PATH}", headers={probe.HEADER: token}).status_code == 404
