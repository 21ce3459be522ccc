"""A paper that has just been made promises nothing that is not there: no sample words, no link to nothing."""

import re

import pytest

from operations.tests.papers import COLUMN, PEOPLE, run
from portal.newspaper import SAMPLE

DESK = """
[[desk]]
name = "有事您说"
kind = "hotline"
introduction = "写给我们，问到了给您回音。"
head = "ed1"
members = ["li"]
[[kind]]
name = "停水"
"""
AUTHORITIES = "全称,类别\n石桥市水厂,水电气暖\n"
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)"')


@pytest.fixture
def walked(client, settings, tmp_path, db):
    """{address: text of its page} of all that can be reached from both front pages."""
    settings.NEWSPAPER = dict.fromkeys(settings.NEWSPAPER, "") | {"name": "石桥日报", "city": "石桥市"}
    run(tmp_path, PEOPLE + COLUMN + DESK, authorities=AUTHORITIES)
    waiting, pages = ["/", "/elder/"], {}
    while waiting:
        address = waiting.pop()
        if address in pages or address.startswith(("/static/", "/elder/static/")):
            continue
        answer = client.get(address.replace("&amp;", "&"), follow=True)
        assert answer.status_code == 200, address
        if not answer["Content-Type"].startswith("text/html"):
            pages[address] = ""
            continue
        pages[address] = answer.content.decode()
        waiting += LINK.findall(pages[address])
    return pages


def test_every_link_of_an_empty_paper_leads_to_a_page_that_says_only_what_is_true(walked):
    assert len(walked) > 50
    for address, text in walked.items():
        for word in {"青禾", "示例", "新闻热线", "拨打", "打电话", *SAMPLE.values()} - {""}:
            assert word not in text, (address, word)
        assert not re.search(r"tel:|mailto:|None", text), address
