"""A site whose own address it would refuse does not start, and no command runs for it."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from portal.host_names import faults_of_hosts, listed
from portal.production import refuse_if_unsafe

from .test_production import SAFE


@pytest.mark.parametrize(
    ("site_url", "allowed"),
    [
        ("https://qinghe.example", "qinghe.example"),
        ("https://QingHe.example", "qinghe.example"),
        ("https://qinghe.example:8443", "www.qinghe.example, qinghe.example"),
        ("https://news.qinghe.example", ".qinghe.example"),
        ("https://qinghe.example", ".qinghe.example"),
        ("https://xn--fiq228c.example", "xn--fiq228c.example"),
        ("https://[2001:db8::1]", "[2001:db8::1]"),
        ("https://[2001:db8::1]:8443", "qinghe.example,[2001:db8::1]"),
        ("https://192.0.2.7", "192.0.2.7"),
        ("http://127.0.0.1:8000", "*"),
    ],
)
def test_a_site_under_one_of_its_hosts_is_let_through(site_url, allowed):
    assert faults_of_hosts(site_url, listed(allowed)) == []


@pytest.mark.parametrize(
    ("site_url", "allowed", "sentence"),
    [
        ("https://qinghe.example", "www.qinghe.example", "SITE_URL names qinghe.example, which is none of"),
        ("https://qinghe.example", "qinghe.example.", "which is none of"),
        ("https://xn--fiq228c.example", "qinghe.example", "SITE_URL names xn--fiq228c.example, which is none"),
        ("https://notqinghe.example", ".qinghe.example", "which is none of"),
        ("https://[2001:db8::1]", "[2001:db8::2]", "which is none of"),
        ("https://中文.example", "xn--fiq228c.example", "which browsers send as xn--fiq228c.example"),
        ("https://xn--fiq228c.example", "中文.example", "which browsers send as xn--fiq228c.example"),
        ("https://qinghe.example", "qinghe.example:443,qinghe.example", "with a port"),
        ("https://[2001:db8::1]", "[2001:db8::1]:443", "with a port"),
        ("https://qinghe.example", "https://qinghe.example/,qinghe.example", "ALLOWED_HOSTS names https://"),
        ("https://qinghe.example:many", "qinghe.example", "SITE_URL is no address"),
        ("https://somebody@qinghe.example", "qinghe.example", "SITE_URL is no address"),
        ("https://[2001:db8::1", "qinghe.example", "SITE_URL is no address"),
    ],
)
def test_a_site_that_would_refuse_its_own_address_does_not_start(site_url, allowed, sentence):
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_if_unsafe({**SAFE, "SITE_URL": site_url, "ALLOWED_HOSTS": allowed})
    assert sentence in str(refused.value)


def test_a_developers_machine_is_told_by_the_checks_that_every_command_runs(settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "http://192.0.2.7:8000", ["127.0.0.1"]
    (error,) = (error for error in run_checks() if error.id == "portal.E003")
    assert "SITE_URL names 192.0.2.7" in error.msg
    settings.ALLOWED_HOSTS = ["192.0.2.7"]
    assert not [error for error in run_checks() if error.id == "portal.E003"]
