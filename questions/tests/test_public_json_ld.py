"""An answer as machines read it."""

import json
import re

import pytest
from django.utils import timezone

from editorial.public_item import PublicItem
from portal.testing import make_answer, make_authority, make_photo
from questions.json_ld import qa_page
from questions.models import Answer

pytestmark = pytest.mark.django_db


def json_ld_of(client, path):
    page = client.get(path).content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_machines_read_the_question_and_its_one_accepted_answer(client, settings):
    photo = make_photo()
    answer = make_answer(
        authority=make_authority("青禾市公交公司"), lead_photo=photo, answered_on=timezone.localdate(), askers=3
    )
    answer.correct(answer.author, "“1寸”应为“2寸”。")
    data = json_ld_of(client, answer.get_absolute_url())
    address = f"{settings.SITE_URL}{answer.get_absolute_url()}"
    question = data["mainEntity"]
    assert (data["@type"], question["@type"], question["acceptedAnswer"]["@type"]) == ("QAPage", "Question", "Answer")
    assert (question["name"], question["text"]) == (answer.title, answer.question)
    assert question["author"] == {"@type": "Person", "name": "王女士"}
    assert question["answerCount"] == 1
    assert question["dateCreated"] == answer.asked_on.isoformat()
    assert question["acceptedAnswer"]["text"] == "各街道政务服务中心都能办，带上身份证即可。"
    assert question["acceptedAnswer"]["author"]["name"] == "青禾市公交公司"
    assert question["acceptedAnswer"]["url"] == f"{address}#answer"
    assert data["correction"][0]["text"] == "“1寸”应为“2寸”。"
    assert data["image"] == [f"{settings.SITE_URL}{photo.master_url}"]
    assert data["publisher"]["name"] == settings.NEWSPAPER["name"]
    assert data["mainEntityOfPage"] == address


def test_both_editions_name_the_one_address(client):
    path = make_answer().get_absolute_url()
    assert json_ld_of(client, f"/elder{path}") == json_ld_of(client, path)


def test_without_an_authority_the_paper_answers_on_the_day_of_publication(settings):
    answer = make_answer()
    accepted = qa_page(PublicItem.of(answer))["mainEntity"]["acceptedAnswer"]
    assert accepted["author"]["name"] == settings.NEWSPAPER["name"]
    assert accepted["dateCreated"] == answer.publish_at.isoformat()


def test_nothing_in_the_text_ends_the_block_early(client):
    answer = make_answer("问</script><b>？", question="</script><!--")
    data = json_ld_of(client, answer.get_absolute_url())
    assert data["mainEntity"]["name"] == "问</script><b>？"


def test_a_draft_has_none_of_what_it_lacks():
    data = qa_page(PublicItem.of(make_answer(state=Answer.State.DRAFT, publish_at=None)))
    assert "datePublished" not in data
    assert "dateCreated" not in data["mainEntity"]["acceptedAnswer"]
