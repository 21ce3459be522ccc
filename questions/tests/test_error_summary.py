"""What stands above a form that comes back: what has not been done, and what of it is still there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.testing import make_desk
from questions.tests.asking import go_on, send
from questions.tests.following import do, follow, receive

pytestmark = pytest.mark.django_db
KEPT, TEXT_KEPT = "您写的都还在。", "文字都还在，图片要重新选。"


def summary_of(answer):
    return answer.content.decode().partition('class="error-summary"')[2].partition("</div>")[0]


@pytest.fixture
def asker(client):
    _case, code = receive()
    return follow(client, code)


def test_a_code_that_nobody_has_was_not_found(client):
    summary = summary_of(client.post("/questions/track/", {"code": "7K3MQ9TX2HWD"}))
    assert "<h2>没有查到</h2>" in summary
    assert KEPT not in summary


def test_an_empty_form_is_not_said_to_be_kept(client, asker):
    for summary in (summary_of(go_on(client, make_desk("热线"), "")), summary_of(do(client, "add"))):
        assert "<h2>还没有提交</h2>" in summary
        assert KEPT not in summary


def test_what_was_typed_is_kept(client, asker):
    assert KEPT in summary_of(do(client, "rate", is_solved="no"))
    assert KEPT in summary_of(send(client, make_desk("热线"), telephone="打不通的"))


def test_pictures_that_were_refused_have_to_be_chosen_again(client, asker):
    broken = [SimpleUploadedFile(name, b"no picture") for name in ("a.jpg", "b.jpg")]
    assert TEXT_KEPT in summary_of(do(client, "add", text="是北边的那一盏", pictures=broken[0]))
    assert TEXT_KEPT in summary_of(send(client, make_desk("热线"), pictures=broken[1]))
