"""The city comes from spreadsheets as Chinese offices write them: every fault with its line, all or nothing."""

import pytest
from django.core.management import CommandError

from directory.models import Authority, Hotline, Place
from operations.tests.papers import run

PLACES = "名称,类型,上级\n桃花新村,小区,梧桐里社区\n禾东区,区,\n梧桐里社区,社区,梧桐街道\n梧桐街道,街道,禾东区\n"
AUTHORITIES = "全称,简称,类别,地址,所在地\n青禾市自来水公司,市自来水公司,水电气暖,丰禾路1号,禾东区\n"
HOTLINES = "单位,电话,用途,时间\n市自来水公司,５５５-0130转2,停水报修,24小时\n"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("gb18030"),
        lambda text: text.replace("\n", "\r\n").encode("gb18030"),
        lambda text: text.replace(",", ";").encode("gbk"),
        lambda text: text.replace(",", "\t").encode("utf-16"),
    ],
    ids=["utf-8", "with its mark", "gb18030", "Excel's lines", "semicolons", "Unicode text"],
)
def test_a_city_is_read_in_whatever_way_it_was_saved_and_whatever_order_it_has(tmp_path, encode):
    sheets = {"places": encode(PLACES), "authorities": encode(AUTHORITIES), "hotlines": encode(HOTLINES)}
    run(tmp_path, "", **sheets)
    place = Place.objects.with_parents().get(name="桃花新村")
    assert place.trail == "禾东区 › 梧桐街道 › 梧桐里社区 › 桃花新村"
    authority = Authority.objects.get()
    assert (str(authority), authority.place.name) == ("市自来水公司", "禾东区")
    assert Hotline.objects.values_list("authority__name", "number", "hours").get() == (
        "青禾市自来水公司",
        "555-0130转2",
        "24小时",
    )
    assert "新建 0 项" in run(tmp_path, "", **sheets)


def test_places_of_one_name_are_told_apart_by_what_they_lie_in(tmp_path):
    text = PLACES + "柳湖街道,街道,禾东区\n梧桐里社区,社区,柳湖街道\n桃花新村,小区,柳湖街道 › 梧桐里社区\n"
    text = text.replace("桃花新村,小区,梧桐里社区\n", "桃花新村,小区,梧桐街道 › 梧桐里社区\n")
    run(tmp_path, "", places=text)
    assert Place.objects.filter(name="桃花新村").count() == 2


@pytest.mark.parametrize(
    ("name", "text", "sentences"),
    [
        ("places", PLACES + "城郊镇,镇,禾东区\n柳村,村,城郊\n", ["places.csv 第7行：上级：名录里没有“城郊”"]),
        (
            "places",
            PLACES + "北区,大区,\n,区,\n",
            ["第6行：类型：“大区”不在可选的词里", "第7行：缺少：名称"],
        ),
        ("places", PLACES + "禾东区,区,\n", ["第6行：文件里写了两次"]),
        ("places", PLACES + "柳湖街道,街道,\n", ["第6行：", "区"]),
        ("places", PLACES + "柳湖街道,街道,禾东区,备注\n", ["第6行：“备注”写在没有表头的一列里"]),
        ("places", "名字,类型\n禾东区,区\n", ["places.csv：", "名字"]),
        ("places", b"\xff\xff\x00", ["places.csv：", "UTF-8"]),
        (
            "authorities",
            "全称,类别\n水厂,水\n电厂,水电气暖\n" + "长" * 61 + ",水电气暖\n",
            ["第2行：类别：“水”", "第4行：全称："],
        ),
        ("hotlines", "单位,电话,用途\n水厂,5550130,报修\n", ["第2行：单位：名录里没有这个单位"]),
    ],
)
def test_every_fault_is_told_with_its_line_and_nothing_is_made(tmp_path, name, text, sentences):
    with pytest.raises(CommandError) as refused:
        run(tmp_path, **{name: text})
    for sentence in sentences:
        assert sentence in str(refused.value)
    assert not Place.objects.exists()
    assert not Authority.objects.exists()


def test_a_wrong_number_is_told(tmp_path):
    with pytest.raises(CommandError) as refused:
        run(tmp_path, "", places=PLACES, authorities=AUTHORITIES, hotlines=HOTLINES + "市自来水公司,请来电,报修,\n")
    assert "hotlines.csv 第3行：电话：" in str(refused.value)
    assert not Hotline.objects.exists()
