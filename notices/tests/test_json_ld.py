"""A notice as machines read it."""

import json
import re
from datetime import date, datetime, time

import pytest
from django.utils import timezone

from directory.models import Hotline
from editorial.public_item import PublicItem
from notices.json_ld import notice_page
from notices.models import Kind, Notice
from portal.testing import make_authority, make_kind, make_notice, make_place

pytestmark = pytest.mark.django_db
Nature = Kind.Nature


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(timezone.make_aware(datetime(2026, 11, 22, 9)), tick=False)


def json_ld_of(client, path):
    page = client.get(path).content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def a_cut(**fields):
    hours = {"effective_from_time": time(22), "effective_until": date(2026, 12, 1), "effective_until_time": time(6)}
    return make_notice(**{"effective_from": date(2026, 11, 30), **hours, **fields})


def test_a_supply_cut_is_a_special_announcement_with_its_place_and_its_end(client, settings):
    street = make_place("梧桐街道", parent=make_place("禾东区"))
    authority = make_authority("青禾市自来水公司")
    notice = a_cut(authority=authority, places=[street], document_number="青水〔2026〕15号", kind=make_kind("停水"))
    data = json_ld_of(client, notice.get_absolute_url())
    assert data["@type"] == "SpecialAnnouncement"
    assert data["url"] == data["mainEntityOfPage"] == f"{settings.SITE_URL}/notices/{notice.pk}/"
    assert (data["name"], data["category"]) == (notice.title, "停水")
    assert data["datePosted"] == data["datePublished"] == notice.publish_at.isoformat()
    assert data["expires"] == "2026-12-01T06:00:00+08:00"
    assert data["temporalCoverage"] == "2026-11-30T22:00:00+08:00/2026-12-01T06:00:00+08:00"
    assert data["announcementLocation"] == data["spatialCoverage"] == [{"@type": "Place", "name": "禾东区 › 梧桐街道"}]
    assert data["identifier"] == [notice.index_number, "青水〔2026〕15号"]
    assert data["sourceOrganization"] == {"@type": "Organization", "name": "青禾市自来水公司"}
    for said in ("11月30日（周一）22:00至次日6:00", "提前储水。", "因管网维修，桃花新村计划停水。"):
        assert said in data["text"]


@pytest.mark.parametrize(
    ("nature", "kind", "service"),
    [
        (Nature.OUTAGE, "SpecialAnnouncement", False),
        (Nature.TRAFFIC, "SpecialAnnouncement", False),
        (Nature.EMERGENCY, "SpecialAnnouncement", False),
        (Nature.POLICY, "WebPage", True),
        (Nature.RECRUITMENT, "WebPage", True),
        (Nature.PUBLICITY, "WebPage", False),
        (Nature.CONSULTATION, "WebPage", False),
        (Nature.LOST_FOUND, "WebPage", False),
        (Nature.OTHER, "WebPage", False),
    ],
)
def test_every_nature_is_told_in_the_words_that_fit_it(client, nature, kind, service):
    data = json_ld_of(client, make_notice(kind=make_kind("某种", nature=nature)).get_absolute_url())
    assert data["@type"] == kind
    assert ("about" in data) == service
    assert ("datePosted" in data) == ("category" in data) == (kind == "SpecialAnnouncement")


def test_a_policy_is_about_a_service_that_can_be_rung(client):
    authority = make_authority("青禾市医疗保障局", number=None)
    hotline = Hotline.objects.create(authority=authority, number="5550166", purpose="咨询")
    policy = make_kind("政策", nature=Nature.POLICY)
    notice = make_notice("居民医保缴费", kind=policy, authority=authority, hotline=hotline, who="没有单位医保的居民")
    service = json_ld_of(client, notice.get_absolute_url())["about"]
    assert service["@type"] == "GovernmentService"
    assert service["provider"]["name"] == "青禾市医疗保障局"
    assert service["audience"]["audienceType"] == "没有单位医保的居民"
    assert service["availableChannel"]["servicePhone"]["telephone"] == "5550166"


def test_an_open_end_expires_never(client):
    data = json_ld_of(client, make_notice(effective_from=date(2026, 11, 22)).get_absolute_url())
    assert "expires" not in data
    assert data["temporalCoverage"] == "2026-11-22T00:00:00+08:00/.."


def test_what_ends_it_early_counts_once_it_is_public_and_not_before(client):
    early = {
        "relation": Notice.Relation.ENDS_EARLY,
        "effective_from": date(2026, 11, 30),
        "effective_from_time": time(23),
    }
    told, kept_back = a_cut(), a_cut()
    make_notice(follows=told, **early)
    make_notice(follows=kept_back, **early, publish_at=timezone.make_aware(datetime(2026, 11, 25)))
    assert json_ld_of(client, told.get_absolute_url())["expires"] == "2026-11-30T23:00:00+08:00"
    assert json_ld_of(client, kept_back.get_absolute_url())["expires"] == "2026-12-01T06:00:00+08:00"


def test_both_editions_name_the_one_address(client):
    path = make_notice().get_absolute_url()
    assert json_ld_of(client, f"/elder{path}") == json_ld_of(client, path)


def test_a_correction_is_told_and_nothing_in_the_text_ends_the_block_early(client):
    notice = make_notice("通告</script><b>", who="</script><!--")
    notice.correct(notice.author, "“22时”应为“23时”。")
    data = json_ld_of(client, notice.get_absolute_url())
    assert data["name"] == "通告</script><b>"
    assert data["correction"][0]["text"] == "“22时”应为“23时”。"


def test_a_draft_has_none_of_what_it_lacks():
    data = notice_page(PublicItem.of(make_notice(state=Notice.State.DRAFT, publish_at=None)))
    assert "datePosted" not in data
    assert "spatialCoverage" not in data
