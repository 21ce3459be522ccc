"""Whatever an address holds, the page answers; what it costs is bounded, and what was sought is kept by nobody."""

import logging

import pytest

from portal.testing import make_article, make_authority, make_column, make_notice, make_place
from portal.tests.public_site import EDITIONS, make_paper
from search.core.query import LONGEST
from transactions.before_commit import catch_up

pytestmark = pytest.mark.django_db
MOST_QUERIES = 6
TYPED = [
    "", "梯", "电" * 5000, "，。！？", '" OR *', "NEAR(", "NEAR(a b", "a\x00电梯", "😀🛗", "%_%", "' OR 1=1 --",
    "a:*", "!(&|)", "-", '""', "“", "t_电梯", "kind_article", "\\", "<script>", "*", "^电梯", "{电梯}", "电梯 " * 200,
    "\u202e\ufeff", "ﷺ" * 100,
]  # fmt: skip
FILTERS = {"kind": "article", "column": "1", "place": "9" * 40, "authority": "x", "year": "2026", "sort": "date"}
PAGES = ["0", "-1", "abc", "51", "1.5", "", "9" * 5000]


@pytest.fixture
def site():
    make_article("电梯换新", places=[make_place()], advised_by=make_authority(), column=make_column())
    make_notice("电梯检修")


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
def test_whatever_is_typed_is_answered_with_every_filter(client, site, typed):
    asked = {"q": typed}
    assert client.get("/search/", asked).status_code == 200
    for name, value in FILTERS.items():
        assert client.get("/search/", {**asked, name: value}).status_code == 200, name
    assert client.get("/search/", dict.fromkeys(("q", *FILTERS), typed)).status_code == 200
    assert client.get("/search/", {**asked, **FILTERS}).status_code == 200
    assert client.get("/search/", {**asked, "page": "51"}).status_code == 404


@pytest.mark.parametrize("number", PAGES, ids=range(len(PAGES)))
def test_a_page_that_cannot_be_is_not_found_with_any_filter(client, site, number):
    for asked in ({}, {"q": "电梯"}, {"q": "电梯", "kind": "article"}, {"q": "电梯", **FILTERS}):
        assert client.get("/search/", {**asked, "page": number}).status_code == 404, asked


ELEVATOR = "q=%E7%94%B5%E6%A2%AF"


@pytest.mark.parametrize(
    "query",
    [
        "q=%ff%fe%80",
        "q=%ED%A0%80",
        "q=%00",
        "q",
        f"{ELEVATOR}&q=",
        f"kind=article&kind=notice&{ELEVATOR}",
        f"{ELEVATOR}&page=1&page=1",
        f"place=%ff&{ELEVATOR}",
        "&&==&",
        "q[]=a",
    ],
)
def test_an_address_that_no_form_would_make_is_answered_too(client, site, query):
    assert client.get(f"/search/?{query}").status_code == 200


def test_a_long_text_is_given_back_cut_to_what_was_looked_up(client, site):
    text = client.get("/search/", {"q": "电梯" * 2500}).content.decode()
    assert f'value="{"电梯" * (LONGEST // 2)}"' in text
    assert len(text) < 60_000


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nobody_writes_here(client, method):
    assert getattr(client, method)("/search/").status_code == 405


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("typed", ["", "电梯", "无处可寻", "梯"])
def test_what_is_sought_is_kept_by_nobody(client, site, edition, typed):
    answer = client.get(f"{edition}/search/", {"q": typed})
    assert {"private", "no-store"} == set(answer["Cache-Control"].split(", "))
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert 'rel="canonical"' not in answer.content.decode()


def test_a_page_that_there_is_not_is_kept_by_nobody_either(client, site):
    assert "no-store" in client.get("/search/", {"q": "电梯", "page": "7"})["Cache-Control"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_is_sought_is_in_no_log(client, edition, log):
    client.get(f"{edition}/search/?q=secretword&page=0")
    client.get(f"{edition}/search//?q=secretword")
    told = {"status_code": 200, "request": None}
    line = f"GET {edition}/search/?q=secretword&kind=article HTTP/1.1"
    logging.getLogger("django.server").info('"%s" %s %s', line, "200", "1", extra=told)
    assert "django.request: Not Found" in log.getvalue()
    assert "django.server: OK" in log.getvalue()
    assert "secretword" not in log.getvalue()


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_has_the_one_box(client, printed, edition):
    pages = {name: page.text for name, page in printed(edition).items()}
    make_article("第1条消息")
    for path in ("/search/", "/search/?q=%E6%B6%88%E6%81%AF"):
        pages[path] = client.get(edition + path).content.decode()
    for name, text in pages.items():
        assert text.count('name="q"') == 1, name
        assert text.count(f'role="search" method="get" action="{edition}/search/"') == 1, name


def test_a_page_of_results_costs_few_queries(client, django_assert_max_num_queries):
    make_paper(21)
    catch_up()
    for edition in EDITIONS:
        for asked in ({}, {"kind": "article"}, {"sort": "date", "page": "2"}, {"column": "1", "year": "2026"}):
            with django_assert_max_num_queries(MOST_QUERIES, info=f"{edition} {asked}"):
                assert client.get(f"{edition}/search/", {"q": "消息", **asked}).status_code == 200


def test_what_is_found_in_another_way_or_not_at_all_is_bounded_too(client, django_assert_max_num_queries):
    for number in range(21):
        make_article(f"老旧小区装电梯{number}", places=[make_place(f"第{number}区")])
    catch_up()
    limits = {"老旧小区电梯": 8, "dianti": 8, "电题": 10, "无处可寻": 10, "xianxianxian": 8}
    for typed, most in limits.items():
        with django_assert_max_num_queries(most, info=typed):
            assert client.get("/search/", {"q": typed}).status_code == 200


def test_nothing_is_asked_of_the_index_where_nothing_was_typed(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):  # what stands on every page
        client.get("/search/")
