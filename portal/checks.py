"""System checks: what Django cannot know about running this site safely."""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def review_levels_are_one_to_three(app_configs, **kwargs):
    if settings.REVIEW_LEVELS in {1, 2, 3}:
        return []
    return [Error("REVIEW_LEVELS must be 1, 2 or 3.", hint="三审制 is 3.", id="portal.E001")]
