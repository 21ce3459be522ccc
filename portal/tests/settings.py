"""The settings of the tests: the site's own, and one more kind of content that exists for them alone."""

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "editorial.tests.bulletins"]
