"""System checks: what Django cannot know about running this site safely."""

import re

from django.conf import settings
from django.core.checks import Error, Tags, Warning as Caution, register
from django.utils.translation import gettext as _

from .host_names import faults_of_hosts
from .indexnow import KEY
from .newspaper import SAMPLE, WANTED_BY_LAW, variable
from .security_txt import contact


@register(Tags.security)
def review_levels_are_one_to_three(app_configs, **kwargs):
    if settings.REVIEW_LEVELS in {1, 2, 3}:
        return []
    return [Error("REVIEW_LEVELS must be 1, 2 or 3.", hint="三审制 is 3.", id="portal.E001")]


@register(Tags.security)
def the_site_answers_under_its_own_address(app_configs, **kwargs):
    hint = "See SITE_URL and ALLOWED_HOSTS in docs/operations.md."
    faults = faults_of_hosts(settings.SITE_URL, settings.ALLOWED_HOSTS)
    return [Error(f"{fault}.", hint=hint, id="portal.E003") for fault in faults]


@register(Tags.security)
def private_files_have_an_address_within_nginx(app_configs, **kwargs):
    if re.fullmatch(r"(/[\w-]+)*/|", settings.ACCEL_REDIRECT):
        return []
    hint = "Such as /private-files/, as deploy/nginx/jinlin.conf has it; or empty, and the site sends the files itself."
    return [Error("ACCEL_REDIRECT must begin and end with a slash.", hint=hint, id="portal.E004")]


@register(Tags.security)
def indexnow_key_is_one(app_configs, **kwargs):
    if not settings.INDEXNOW_KEY or KEY.fullmatch(settings.INDEXNOW_KEY):
        return []
    hint = "8 to 128 letters a-z or A-Z, digits and hyphens; or empty, and nothing is sent."
    return [Error("INDEXNOW_KEY is no key of the IndexNow protocol.", hint=hint, id="portal.E002")]


@register(Tags.security, deploy=True)
def the_law_is_satisfied(app_configs, **kwargs):
    return [
        Caution(_("%s is not set, and the law wants it on every page.") % variable(field), hint=law, id="portal.W001")
        for field, law in WANTED_BY_LAW.items()
        if not settings.NEWSPAPER[field]
    ]


@register(Tags.security, deploy=True)
def the_newspaper_is_not_the_samples(app_configs, **kwargs):
    return [
        Caution(_("%s is not set, or says what the sample newsroom says.") % variable(field), id="portal.W002")
        for field, value in settings.NEWSPAPER.items()
        if value == SAMPLE[field] or "示例" in value
    ]


@register(Tags.security, deploy=True)
def holes_can_be_told_of(app_configs, **kwargs):
    if contact():
        return []
    hint = _("Without it, and without NEWSPAPER_EMAIL, there is no /.well-known/security.txt (RFC 9116).")
    return [
        Caution(
            _("SECURITY_CONTACT is not set, or neither an address for mail nor an https:, mailto: or tel: URI."),
            hint=hint,
            id="portal.W003",
        )
    ]
