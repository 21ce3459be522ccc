"""The editors' handbook is a page of the desk, behind the log-in, and named on every page."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from portal.testing import make_article

pytestmark = pytest.mark.django_db
TEXT = (settings.BASE_DIR / "docs" / "editors-handbook.zh-Hans.md").read_text(encoding="utf-8")


def test_every_word_of_it_is_on_the_page(as_person, reporter):
    page = as_person(reporter).get(reverse("admin:handbook")).text
    shown = re.sub(r"<[^>]+>|\s", "", page[page.index('class="handbook-text"') :].replace("&quot;", '"'))
    plain = re.sub(r"!\[.*?\]\(.*?\)|\]\(.*?\)|^#+ .*?手册$|^(#+|-|\d+\.) |\*\*|[\[\]]", "", TEXT, flags=re.MULTILINE)
    for line in plain.splitlines():
        assert re.sub(r"\s", "", line) in shown
    assert page.count("<h2 id=") == TEXT.count("\n## ")


def test_its_pictures_come_with_it_and_nothing_else_does(as_person, reporter):
    client = as_person(reporter)
    addresses = re.findall(r'<img src="([^"]+)"', client.get(reverse("admin:handbook")).text)
    assert len(addresses) == TEXT.count("![")
    assert {client.get(address)["Content-Type"] for address in addresses} == {"image/jpeg"}
    assert client.get("/admin/handbook/editors-handbook.zh-Hans.md").status_code == 404


def test_it_is_behind_the_log_in(client, as_person, outsider):
    for address in ("/admin/handbook/", "/admin/handbook/queue.jpg"):
        assert client.get(address).status_code == 302
        assert as_person(outsider).get(address).status_code == 302
        client.logout()


def test_every_page_of_the_desk_leads_to_it_and_a_correction_to_its_section(as_person, final_reviewer):
    client = as_person(final_reviewer)
    assert 'href="/admin/handbook/"' in client.get("/admin/").text
    page = client.get(reverse("admin:articles_article_change", args=[make_article().pk])).text
    assert 'href="/admin/handbook/#section-5"' in page
    assert re.search(r'id="section-5">五、已发布的稿件怎么改', client.get("/admin/handbook/").text)
