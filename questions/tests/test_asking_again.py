"""The same form sent again by “back”: what is otherwise in it is taken over, until somebody has begun to work on it."""

import pytest

from portal.testing import make_desk, picture_file
from questions.models import Case, Contact, Event
from questions.stages import assigning
from questions.tests.asking import send, was_received
from questions.tests.following import PROGRESS, do

pytestmark = pytest.mark.django_db
FORM = "a" * 32
STANDS = "以先前收到的内容为准"


@pytest.fixture
def desk(reporter):
    return make_desk(members=[reporter], asks_address="may")


def send_again(client, desk, **fields):
    """Send the same text on the same form; return the receipt page."""
    answer = send(client, desk, submission=FORM, **fields)
    assert was_received(answer)
    return client.get(answer.url).content.decode()


def contact():
    return Contact.objects.values_list("name", "telephone", "address").get()


def test_a_corrected_telephone_and_what_was_forgotten_are_taken_over(client, desk):
    send_again(client, desk, name="王女士", telephone="13800000000")
    page = send_again(client, desk, telephone="13800000001", address="3栋", pictures=[picture_file()])
    assert contact() == ("王女士", "13800000001", "3栋")
    assert Case.objects.get().pictures.count() == 1
    assert STANDS not in page
    assert Event.objects.count() == 1


def test_a_contact_left_out_at_first_is_taken_over(client, desk):
    send_again(client, desk)
    send_again(client, desk, telephone="13800000001")
    assert contact() == ("", "13800000001", "")


def test_the_last_word_on_consent_counts(client, desk):
    send_again(client, desk, pictures=[picture_file()], may_be_published="on")
    send_again(client, desk, pictures=[picture_file()])
    assert not Case.objects.get().pictures.get().may_be_published


def test_pictures_are_four_at_most_in_all_and_the_page_says_so(client, desk):
    for number in (1, 2):
        pictures = [picture_file(colour=(number * 90, 60 * one, 0)) for one in range(3)]
        page = send_again(client, desk, pictures=pictures)
    assert Case.objects.get().pictures.count() == 4
    assert STANDS in page


def test_once_claimed_the_first_stands_and_the_page_says_so(client, desk, reporter):
    send_again(client, desk, telephone="13800000000")
    assigning.claim(Case.objects.get(), reporter)
    page = send_again(client, desk, telephone="13800000001", pictures=[picture_file()])
    assert contact() == ("", "13800000000", "")
    assert not Case.objects.get().pictures.exists()
    assert STANDS in page
    assert STANDS not in send_again(client, desk, telephone="13800000000")


def test_what_the_asker_did_since_on_the_page_is_not_undone(client, desk):
    send_again(client, desk, telephone="13800000000")
    do(client, "erase")
    assert STANDS in send_again(client, desk, telephone="13800000000")
    assert not Contact.objects.exists()
    assert client.get(PROGRESS).status_code == 200


def test_a_correction_that_cannot_be_read_is_not_passed_over_in_silence(client, desk):
    send_again(client, desk, telephone="13800000000")
    assert STANDS in send_again(client, desk, telephone="没有")


def test_thirty_identical_sendings_change_nothing(client, desk):
    fields = {"name": "王女士", "telephone": "13800000000", "may_be_published": "on"}
    for _time in range(30):
        page = send_again(client, desk, pictures=[picture_file()], **fields)
    assert STANDS not in page
    assert (Case.objects.count(), Contact.objects.count(), Event.objects.count()) == (1, 1, 1)
