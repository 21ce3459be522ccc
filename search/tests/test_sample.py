"""The sample newsroom leads its readers: every one of its answers is given, and opens."""

import pytest

from search.models import PromotedResult, PromotedWord
from search.tests.promoting import led_to


@pytest.mark.usefixtures("newsroom")
def test_all_that_the_sample_promotes_is_shown_and_opens(client):
    assert PromotedResult.objects.count() >= 5
    for word in PromotedWord.objects.select_related("result"):
        (address,) = led_to(word.word)
        assert client.get(address).status_code == 200, address
    assert led_to("装电梯") == ["/topics/laojiu-dianti/"]
    assert led_to("停水") == ["/notices/?kind=tingshui"]
