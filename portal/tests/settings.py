"""The settings of the tests: the site's own, one more kind of content that exists for them alone, and a cache that they
may empty, whatever CACHE_URL names.
"""

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "editorial.tests.bulletins"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
