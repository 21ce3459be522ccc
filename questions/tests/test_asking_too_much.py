"""A form with more in it than Django takes in: a page in plain Chinese."""

import pytest
from django.test import Client

from portal.testing import make_desk, picture_file
from questions.models import Case

pytestmark = pytest.mark.django_db
SAID = "文字或文件太多，网站一次收不下"


@pytest.mark.parametrize("what", ["text", "files"])
def test_the_page_says_that_it_was_too_much(what, settings):
    settings.DEBUG = False
    address = make_desk(slug="rexian").get_absolute_url() + "ask/"
    data = {"text": "字" * 1_000_000} if what == "text" else {"text": "字", "pictures": [picture_file()] * 101}
    answer = Client(raise_request_exception=False).post(address, data)
    assert answer.status_code == 400
    assert SAID in answer.content.decode()
    assert not Case.objects.exists()
