"""System checks: the pre-flight checks of the setting are there, and can be told apart."""

from collections import Counter

from django.conf import settings
from django.core.checks import Error, register
from django.utils.module_loading import import_string

from .preflight import BLOCKS, WARNS, Check


@register()
def preflight_checks_are_usable(app_configs, **kwargs):
    errors, codes = [], []
    for path in settings.PREFLIGHT_CHECKS:
        try:
            check = import_string(path)
        except ImportError as error:
            errors.append(Error(f"PREFLIGHT_CHECKS: {path} cannot be imported.", hint=str(error), id="editorial.E001"))
            continue
        is_check = isinstance(check, type) and issubclass(check, Check)
        if is_check and check.code and check.name and check.level in {BLOCKS, WARNS}:
            codes.append(check.code)
        else:
            sentence = f"PREFLIGHT_CHECKS: {path} is no Check with a code, a level and a name."
            errors.append(Error(sentence, id="editorial.E002"))
    errors += [
        Error(f"PREFLIGHT_CHECKS: more than one check has the code {code}.", id="editorial.E003")
        for code, times in Counter(codes).items()
        if times > 1
    ]
    return errors
