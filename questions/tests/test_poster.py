"""The poster: what stands on it, and where its QR code leads."""

import pytest
import segno

from portal.testing import make_authority, make_desk, make_place
from web.templatetags.qr import qr_code

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_code_leads_to_the_short_address_in_either_edition(client, settings, edition):
    settings.SITE_URL = "https://wanbao.qinghe.example"
    desk = make_desk()
    page = client.get(f"{edition}/questions/desks/{desk.slug}/poster/").content.decode()
    address = f"https://wanbao.qinghe.example/q/{desk.pk}/"
    assert qr_code(address, "本窗口的二维码") in page
    assert f"<strong>wanbao.qinghe.example/q/{desk.pk}/</strong>" in page


@pytest.mark.django_db(databases=[])
def test_a_short_address_makes_a_code_that_is_easily_scanned():
    assert segno.make("https://wanbao.qinghe.example/q/999/", error="m").version <= 4


def test_it_carries_name_place_hotline_and_three_lines(client):
    hotline = make_authority("桃花社区", "5550188").hotlines.get()
    desk = make_desk("码上问需", kind="needs", place=make_place("桃花新村"), hotline=hotline)
    page = client.get(f"{desk.get_absolute_url()}poster/").content.decode()
    poster = page[page.index('<article class="poster">') : page.index("</article>")]
    assert "码上问需" in poster
    assert "服务范围：桃花新村" in poster
    assert "5550188" in poster
    assert poster.count("<li>") == 3


def test_the_button_waits_for_the_script_that_prints(client):
    page = client.get(f"{make_desk().get_absolute_url()}poster/").content.decode()
    assert "data-print hidden" in page
    assert "js/print.js" in page


def test_nobody_puts_up_the_poster_of_a_closed_desk_unwarned(client):
    desk = make_desk(closes_on="2020-01-01")
    assert "先别张贴" in client.get(f"{desk.get_absolute_url()}poster/").content.decode()
