"""The system check of the setting."""

import pytest
from django.conf import settings as project
from django.utils.module_loading import import_string

from editorial.checks import preflight_checks_are_usable
from editorial.preflight import BLOCKS, WARNS, Check


class Nameless(Check):
    code = "nameless"


def errors(settings, *paths):
    settings.PREFLIGHT_CHECKS = list(paths)
    return [error.id for error in preflight_checks_are_usable(None)]


def test_the_checks_of_the_project_are_usable():
    assert preflight_checks_are_usable(None) == []
    assert len(project.PREFLIGHT_CHECKS) == 25


@pytest.mark.parametrize("path", project.PREFLIGHT_CHECKS)
def test_every_check_says_what_it_is_in_chinese(path):
    check = import_string(path)()
    assert check.level in {BLOCKS, WARNS}
    assert not str(check.name).isascii()


def test_a_check_that_is_not_there_is_an_error(settings):
    assert errors(settings, "editorial.preflight.nothing.Nothing") == ["editorial.E001"]
    assert errors(settings, "editorial.preflight.mobile.Nothing") == ["editorial.E001"]


def test_what_is_no_check_is_an_error(settings):
    assert errors(settings, "editorial.preflight.mobile.Hotline") == ["editorial.E002"]
    assert errors(settings, f"{__name__}.Nameless") == ["editorial.E002"]


def test_two_checks_of_one_code_are_an_error(settings):
    path = "editorial.preflight.mobile.MobileNumbers"
    assert errors(settings, path, path) == ["editorial.E003"]
