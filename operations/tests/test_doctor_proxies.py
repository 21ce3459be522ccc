"""What is wrong before the site is found by asking through it: each fault is set up in a web server that stands in."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from operations.doctor import certificates, from_outside, probe, proxies, proxy_rules, served_files
from portal.visitors import _say_that_proxies_are_missing

from .stand_in import HOST, Proxy, make_certificate, standing_in

HSTS = 31_536_000


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("certificate"), days=15)


@pytest.fixture(autouse=True)
def site(settings, monkeypatch):
    """The settings of a site behind one proxy."""
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = [HOST]
    settings.PROXY_COUNT = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = HSTS
    monkeypatch.setattr(from_outside, "PATIENCE", 10.0)
    _say_that_proxies_are_missing.cache_clear()


@pytest.fixture
def wrong(settings, certificate):
    """Return a function: what the doctor says is wrong where a Proxy with such behaviour stands before the site."""

    def look(examination=proxies.look, then=lambda: None, **behaviour):
        with standing_in(settings, Proxy(**behaviour), certificate):
            then()
            return " ".join(trouble.wrong for trouble in examination())

    return look


def test_where_all_is_well_nothing_is_said(wrong):
    assert wrong() == ""


def test_a_host_that_the_site_does_not_take(wrong, settings):
    settings.ALLOWED_HOSTS = ["qinghe.example"]
    assert wrong().startswith(f"SITE_URL的域名{HOST}不在ALLOWED_HOSTS里")


def test_a_proxy_that_hands_on_another_host(wrong, settings):
    assert "不接受反向代理报来的域名" in wrong(host="other.example")
    settings.ALLOWED_HOSTS = ["*"]
    assert "网站却以为自己是other.example" in wrong(host="other.example")


def test_no_proxy_count(wrong, settings):
    settings.PROXY_COUNT = 0
    assert "PROXY_COUNT是0，而请求经过了1层代理：所有访客算成同一个地址" in wrong()


@pytest.mark.parametrize("count", [1, 2])
def test_two_proxies_for_one_and_one_for_two(wrong, settings, count):
    settings.PROXY_COUNT = count
    said = wrong(appends=("198.51.100.7", "10.0.0.1")[: 3 - count])
    assert f"PROXY_COUNT是{count}，而请求经过了{3 - count}层代理" in said
    assert ("随意冒充地址" in said) == (count == 2)


def test_a_proxy_that_appends_nothing(wrong):
    assert "PROXY_COUNT是1，而请求经过了0层代理：访客可以随意冒充地址" in wrong(appends=())


def test_an_endless_circle_where_the_proxy_does_not_say_that_it_was_https(wrong):
    assert "无限跳转" in wrong(sets_proto=False)


def test_a_site_that_takes_https_for_http(wrong, settings):
    settings.SECURE_SSL_REDIRECT = False
    assert "网站却以为是http" in wrong(sets_proto=False)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((302, "https://elsewhere.example/", b""), "又跳转到了https://elsewhere.example"),
        ((502, "", b""), "反向代理回答502"),
        ((200, "", b"<h1>Welcome to nginx!</h1>"), "别的网站"),
        ((200, "", b'{"proof": "made up"}'), "别的网站"),
    ],
)
def test_what_is_not_the_site(wrong, answers, said):
    assert said in wrong(answers=answers)


def test_nobody_there(settings):
    settings.SITE_URL = f"https://{HOST}:1"
    (trouble,) = proxies.look()
    assert "没有应答（ConnectionRefusedError）" in trouble.wrong


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        ({"takes_away": ("Strict-Transport-Security",)}, "是“缺失”"),
        ({"adds": (("Strict-Transport-Security", "max-age=60"),)}, "max-age=60”"),
    ],
)
def test_https_that_is_not_insisted_on(wrong, behaviour, said):
    assert said in wrong(**behaviour)


def test_a_proxy_that_takes_no_large_forms(wrong):
    assert "在/questions/下，反向代理不收81 MB的表单" in wrong(largest=1024 * 1024)


def test_cookies_that_travel_by_http(wrong, settings):
    settings.CSRF_COOKIE_SECURE = False
    assert "没有Secure标记" in wrong()


def test_a_server_that_runs_with_other_settings(wrong, monkeypatch):
    seen = iter(["of the server", "of the command"])
    monkeypatch.setattr(probe, "settings_digest", lambda: next(seen))
    assert "不是同一套设置" in wrong()


def test_a_clock_that_differs(wrong):
    assert "反向代理的时钟与网站的时间相差9" in wrong(ahead=95)


@pytest.mark.parametrize(
    ("redirects", "sets_proto", "said"),
    [
        (True, True, ""),
        (False, True, "用http访问，网站回答200，没有转到https。"),
        (True, False, "有人用http访问、自称是https"),
    ],
)
def test_http_leads_to_https_for_everybody(wrong, settings, monkeypatch, redirects, sets_proto, said):
    settings.SECURE_SSL_REDIRECT = redirects
    with standing_in(settings, Proxy(sets_proto=sets_proto)):
        plain = settings.SITE_URL
        monkeypatch.setattr(proxy_rules, "plain_address", lambda: plain)
        found = wrong()
    assert found.startswith(said)
    assert bool(found) == bool(said)


@pytest.mark.parametrize(
    ("prefix", "folder"), [("/private/", "private/"), ("/media", "media/"), ("/", ""), ("/var/private/", "private/")]
)
def test_private_files_that_the_web_server_hands_out(wrong, settings, prefix, folder):
    """`/media` is nginx's `location /media { alias …/media/; }`: /media../private/ leads beside it."""
    root = Path(settings.PRIVATE_ROOT).parent
    settings.MEDIA_ROOT.mkdir(parents=True)
    folders = {prefix: f"{root}/{folder}", "/media/": f"{settings.MEDIA_ROOT}/"}
    said = wrong(served_files.look, folders=folders, tidies=False)
    assert "网页服务器把非公开文件交了出去" in said
    assert list(root.rglob("*.txt")) == []


def test_private_files_that_are_left_to_the_proxy_and_do_not_arrive(wrong, settings):
    settings.ACCEL_REDIRECT = "/private-files/"
    folders = {"/media/": f"{settings.MEDIA_ROOT}/"}
    assert wrong(served_files.look, folders=folders, internal=str(settings.PRIVATE_ROOT)) == ""
    assert "非公开文件发不出去" in wrong(served_files.look, folders=folders)


def test_pictures_are_handed_out_and_nothing_else(wrong, settings):
    storages["private"].save("cases/a.jpg", ContentFile(b"picture"))
    assert wrong(served_files.look, folders={"/media/": f"{settings.MEDIA_ROOT}/"}) == ""
    assert "图片发不出去：/media/probes/" in wrong(served_files.look)
    assert storages["private"].exists("cases/a.jpg")


def test_a_certificate_that_nobody_trusts_and_one_that_ends_soon(wrong, certificate, monkeypatch):
    assert "浏览器不信任网站的证书" in wrong(certificates.look)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert wrong(certificates.look) == ""


def test_a_certificate_that_ends_in_two_weeks(wrong, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(certificates, "SOON", 16)
    assert "证书还有14天到期" in wrong(certificates.look)
