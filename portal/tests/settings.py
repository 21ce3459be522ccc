"""The settings of the tests: the site's own, one more kind of content that exists for them alone, and a cache that they
may empty, whatever CACHE_URL names.
"""

from portal.settings import *  # noqa: F403
from portal.settings import DATABASES, INSTALLED_APPS, STORAGES
from storage.storage_url import PRIVATE_ON_DISK, PUBLIC_ON_DISK

INSTALLED_APPS = [*INSTALLED_APPS, "editorial.tests.bulletins"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if "init_command" in DATABASES["default"].get("OPTIONS", {}):
    # What a test writes into a file has to outlive no power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    # Each process has its own in its memory. pytest-django does so by itself only for the engine of Django's own name.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
# What a test stores has to outlive no power cut either. It lies on the disk, whatever MEDIA_STORAGE names.
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": PUBLIC_ON_DISK, "OPTIONS": {"is_synced": False}},
    "private": {"BACKEND": PRIVATE_ON_DISK, "OPTIONS": {"is_synced": False}},
}
# Hashing passwords costs a test no time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
