"""What is looked for in the desk's lists is a few words; of a page of them the beginning is looked for."""

import pytest

from portal.testing import make_draft

pytestmark = pytest.mark.django_db


def test_of_a_page_of_words_the_beginning_is_looked_for(as_person, reporter):
    make_draft(reporter, "加装电梯")
    many = "电梯 " * 2_000
    for address in ("/admin/articles/article/", "/admin/photos/photo/picker/"):
        page = as_person(reporter).get(address, {"q": many})
        assert page.status_code == 200
        assert "搜索词过长，只查找前 100 字。" in page.text
    assert "加装电梯" in as_person(reporter).get("/admin/articles/article/", {"q": many}).text
    asked = {"app_label": "articles", "model_name": "article", "field_name": "places", "term": many}
    assert as_person(reporter).get("/admin/autocomplete/", asked).status_code == 200
