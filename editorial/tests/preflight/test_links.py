"""Links within the site."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Article
from editorial.preflight import Manuscript, links
from editorial.preflight.links import BrokenLinks
from portal.testing import make_article, make_authority, make_column, make_contributor, make_draft

pytestmark = pytest.mark.django_db


def messages(*addresses, body="", **fields):
    text = "".join(f'<p><a href="{address}">这里</a></p>' for address in addresses)
    article = make_article(body=f"{body}{text}", **fields)
    return [finding.message for finding in BrokenLinks().findings(Manuscript(article))]


def not_open(address):
    return f"“正文”中的链接“这里”读者打不开（{address}）。"


def test_pages_that_readers_can_open_are_left_alone():
    other, contributor = make_article(), make_contributor()
    make_authority()
    addresses = [
        "/", "/about/", "/hotlines/", "/hotlines/#zilaishui", "/topics/", "/archive/", "/corrections/",
        other.get_absolute_url(), f"/articles/{other.pk}", f"/elder/articles/{other.pk}/", f"../{other.pk}/",
        make_column().get_absolute_url(), contributor.get_absolute_url(), "?from=list",
    ]  # fmt: skip
    assert messages(*addresses) == []


def test_links_to_elsewhere_are_not_asked_for():
    addresses = ["https://qinghe.example/nowhere", "//qinghe.example/", "tel:5550100", "mailto:jizhe@qinghe.example"]
    assert messages(*addresses) == []


def test_a_page_that_is_not_there_is_told(settings):
    addresses = ["/articles/999999/", "/nowhere/", f"{settings.SITE_URL}/nowhere/", "/news/nowhere/", "../999999/"]
    assert messages(*addresses) == [not_open(address) for address in addresses]


def test_what_is_not_public_is_told(reporter, final_reviewer):
    draft, withdrawn = make_draft(reporter), make_article(author=reporter)
    withdrawn.decide("withdraw", final_reviewer, "地址有误")
    addresses = [draft.get_absolute_url(), withdrawn.get_absolute_url()]
    assert messages(*addresses) == [not_open(address) for address in addresses]


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin",
        "/admin/articles/article/1/change/",
        "/preview/abc/",
        "/questions/referrals/1.x/",
        "/questions/track/",
    ],
)
def test_pages_of_the_desk_are_told_without_being_asked_for(address, monkeypatch):
    monkeypatch.setattr("editorial.preflight.reachable._answers", lambda *given: pytest.fail("the page was asked for"))
    assert messages(address) == [not_open(address)]


def test_a_page_that_dies_is_told_and_takes_nothing_with_it(monkeypatch):
    def die(*given):
        return Article.objects.raw("SELECT nothing FROM nowhere")[0]

    monkeypatch.setattr("directory.views.render", die)
    assert messages("/hotlines/") == [not_open("/hotlines/")]
    assert Article.objects.count() == 1


def test_files_are_looked_for():
    default_storage.save("notices/表格.txt", ContentFile(b"x"))
    there = ["/media/notices/表格.txt", "/media/notices/%E8%A1%A8%E6%A0%BC.txt", "/static/css/site.css"]
    gone = ["/media/notices/nothing.txt", "/media/../settings.py", "/media/%2e%2e/settings.py", "/static/nothing.css"]
    assert messages(*there) == []
    assert messages(*gone) == [not_open(address) for address in gone]


def test_a_subhead_is_looked_for_in_the_text_itself():
    heads = "<h2>众人的事</h2><p>文</p><h3>先行先试</h3>"
    assert messages("#section-1", "#section-2", "#", "#top", body=heads) == []
    assert messages("#section-3", "#众人的事", body=heads) == [
        f"“正文”中的链接“这里”指向的小标题不存在（{address}）。" for address in ("#section-3", "#众人的事")
    ]


def test_its_own_page_is_not_asked_for(reporter):
    draft = make_draft(reporter)
    draft.body = f'<h2>一</h2><p><a href="{draft.get_absolute_url()}#section-1">这里</a></p>'
    assert list(BrokenLinks().findings(Manuscript(draft))) == []


def test_one_address_is_tried_once_and_not_endlessly_many(monkeypatch):
    tried = []
    monkeypatch.setattr(links, "is_reachable", lambda address: tried.append(address) or True)
    assert messages(*["/about/", "/about/#top"] * 20) == []
    assert tried == ["/about/"]
    tried.clear()
    assert messages(*[f"/{number}/" for number in range(40)]) == ["“正文”中的站内链接较多，只检查了前 30 个。"]
    assert len(tried) == 30
