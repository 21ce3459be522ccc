"""With DEBUG off the site refuses to start unsafely, and says what to set."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.production import REQUIRED, refuse_if_unsafe

SAFE = {
    "SECRET_KEY": "k7f0q2m9x4z8c1v5b3n6-l0p2o9i8u7y6t5r4e3w2q1-asdfgh",
    "ALLOWED_HOSTS": "qinghe.example",
    "SITE_URL": "https://qinghe.example",
    "DATABASE_URL": "sqlite:///:memory:",
}


def test_a_safe_environment_is_let_through():
    refuse_if_unsafe(SAFE)


@pytest.mark.parametrize("name", REQUIRED)
def test_every_required_variable_is_named_when_missing(name):
    with pytest.raises(ImproperlyConfigured, match=f"{name} is not set"):
        refuse_if_unsafe({key: value for key, value in SAFE.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "insecure-" + SAFE["SECRET_KEY"]),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "qinghe.example,*"),
        ("SITE_URL", "http://qinghe.example"),
        ("SITE_URL", "qinghe.example"),
        ("CACHE_URL", "memcached://127.0.0.1:11211"),
    ],
)
def test_an_unsafe_value_is_refused(name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        refuse_if_unsafe({**SAFE, name: value})


@pytest.mark.parametrize(
    ("behind", "count"),
    [
        ("true", None),
        ("true", "0"),
        ("1", "0"),
        ("yes", "0"),
        ("true", ""),
        ("true", "one"),
        ("true", "-1"),
        ("true", "1.5"),
        ("true", "１"),
        ("true", "1_0"),
        ("true", "8000"),
        ("false", "1"),
        (None, "1"),
        (None, "many"),
    ],
)
def test_a_site_that_would_not_know_its_visitors_apart_is_refused(behind, count):
    proxies = {"BEHIND_TLS_PROXY": behind, "PROXY_COUNT": count}
    with pytest.raises(ImproperlyConfigured, match="PROXY_COUNT"):
        refuse_if_unsafe({**SAFE, **{name: value for name, value in proxies.items() if value is not None}})


@pytest.mark.parametrize(("behind", "count"), [("true", "1"), ("True", "2"), ("false", "0"), ("", "0")])
def test_a_site_that_says_how_many_proxies_it_has_is_let_through(behind, count):
    refuse_if_unsafe({**SAFE, "BEHIND_TLS_PROXY": behind, "PROXY_COUNT": count})


def run_python(code, tmp_path, **environment):
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_application_server_without_an_environment_does_not_start_a_debugging_site(tmp_path):
    started = run_python("import portal.wsgi", tmp_path)
    assert started.returncode != 0
    for name in REQUIRED:
        assert name in started.stderr


def test_redis_is_taken_through_the_cache_that_forgives(tmp_path):
    code = (
        "import portal.wsgi; from django.core.cache import cache; print(type(cache._connections['default']).__name__)"
    )
    started = run_python(code, tmp_path, **SAFE, CACHE_URL="rediss://:secret@redis.example:6380/2")
    assert started.stdout.split() == ["ForgivingRedisCache"], started.stderr


def test_an_application_server_with_a_safe_environment_starts_with_debug_off(tmp_path):
    code = "import portal.wsgi; from django.conf import settings; print(settings.DEBUG, settings.SECURE_SSL_REDIRECT)"
    started = run_python(code, tmp_path, **SAFE)
    assert started.stdout.split() == ["False", "True"], started.stderr


def test_a_server_loads_at_its_start_nothing_that_no_page_needs(tmp_path):
    code = "import portal.wsgi, sys; print(*sys.modules)"
    started = run_python(code, tmp_path, **SAFE)
    loaded = set(started.stdout.split())
    assert {"django", "pypinyin", "PIL"} <= loaded, started.stderr
    assert not {"openpyxl", "lxml", "mammoth", "pikepdf", "boto3", "django.test", "unittest"} & loaded


def test_every_variable_that_the_settings_read_is_in_the_operations_manual():
    import re

    source = (settings.BASE_DIR / "portal/settings.py").read_text()
    manual = (settings.BASE_DIR / "docs/operations.md").read_text()
    variables = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', source))
    assert len(variables) > 15
    assert not {name for name in variables if f"`{name}`" not in manual}


def test_the_content_policy_takes_in_the_buckets_that_a_browser_asks(tmp_path):
    code = (
        "import portal.wsgi; from django.conf import settings; from django.core.files.storage import storages\n"
        "pictures = settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src']\n"
        "print(settings.MEDIA_URL, *pictures, storages['default'].url('a'))"
    )
    buckets = {
        "MEDIA_STORAGE": "s3://key:secret@s3.example/media",
        "PRIVATE_STORAGE": "s3://key:secret@private.example/kept?link_seconds=20",
    }
    started = run_python(code, tmp_path, **SAFE, **buckets)
    at = "https://s3.example/media/"
    assert started.stdout.split() == [
        at, "'self'", "https://private.example", "https://s3.example", f"{at}a",
    ], started.stderr  # fmt: skip
