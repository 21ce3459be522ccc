"""From the calendar to today, and to the calendar of a telephone."""

from datetime import date

import pytest
from django.urls import reverse

from portal.testing import make_authority, make_kind, make_notice, make_place

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22 09:00+08:00")]


def page_of(client, query="?month=2026-11"):
    return client.get(reverse("notices:calendar") + query).content.decode()


def test_a_link_leads_to_today_where_it_stands_in_the_month_shown(client):
    make_notice(effective_from=date(2026, 11, 24), effective_until=date(2026, 12, 3))
    page = page_of(client)
    assert '<a href="#today">跳到今天</a>' in page
    assert page.count('<td id="today">') == 1  # shown on a telephone too, where other days without anything are not
    assert "#today" not in page_of(client, "?month=2026-12")


def test_an_empty_month_has_no_day_to_lead_to(client):
    assert "#today" not in page_of(client)


@pytest.mark.parametrize("query", ["?month=2026-11", "?week=2026-11-22"])
@pytest.mark.parametrize("edition", ["", "/elder"])
def test_what_is_to_be_pasted_stands_there_in_full_and_can_be_copied(client, settings, query, edition):
    settings.SITE_URL = "https://qinghe.example"
    make_kind("停电", slug="tingdian")
    make_notice(authority=make_authority("青禾市供电公司", slug="dian"), places=[make_place(slug="taohua")])
    address = edition + reverse("notices:calendar")
    page = client.get(f"{address}{query}&kind=tingdian&authority=dian&place=taohua").content.decode()
    for path in (
        "/notices/calendar.ics",
        "/notices/kinds/tingdian/calendar.ics",
        "/authorities/dian/calendar.ics",
        "/places/taohua/calendar.ics",
    ):
        assert f'href="https://qinghe.example{path}"' in page
        assert f'<span class="address">https://qinghe.example{path}</span>' in page
        assert f'data-copy-link="https://qinghe.example{path}"' in page
    assert "/js/copy-link." in page
