"""System checks: what Django cannot know about running this site safely."""

from django.conf import settings
from django.core.checks import Error, Tags, register

from .indexnow import KEY


@register(Tags.security)
def review_levels_are_one_to_three(app_configs, **kwargs):
    if settings.REVIEW_LEVELS in {1, 2, 3}:
        return []
    return [Error("REVIEW_LEVELS must be 1, 2 or 3.", hint="三审制 is 3.", id="portal.E001")]


@register(Tags.security)
def indexnow_key_is_one(app_configs, **kwargs):
    if not settings.INDEXNOW_KEY or KEY.fullmatch(settings.INDEXNOW_KEY):
        return []
    hint = "8 to 128 letters a-z or A-Z, digits and hyphens; or empty, and nothing is sent."
    return [Error("INDEXNOW_KEY is no key of the IndexNow protocol.", hint=hint, id="portal.E002")]
