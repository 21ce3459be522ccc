"""Every function that reads a typed text, found by the name of what it takes, every check, every field of a form.

A reader is a public function whose first argument is called as in TEXTS. What it wants besides has a default or stands
in BESIDES; whoever adds a reader that wants something else adds that there.
"""

import inspect
from datetime import date
from functools import cache
from types import GeneratorType, SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.fields import BaseTemporalField
from django.utils import timezone
from django.utils.module_loading import import_string

from editing.uncut import UncutForm
from editorial.comparison.texts import text_blocks
from editorial.models import WatchedWord
from editorial.preflight import Passage
from editorial.richtext import sanitise
from portal.tests.growth import DEEP_SIZES, SIZES, grows_too_fast
from portal.tests.hostile import HTML, PAIRS, PLAIN
from portal.tests.patterns import ROOMS, modules
from search.pages.snippets import Marker

pytestmark = pytest.mark.filterwarnings("ignore:The default scheme")  # of addresses, which the desk's forms name
TEXTS = {"text", "typed", "title", "word", "letters", "question", "asker", "html"}
BESIDES = {
    "day": SimpleNamespace(before="", end=0), "earliest": date(2026, 11, 22), "end": 6, "instead": "", "names": (),
    "page": "https://qinghe.example/", "photos": {}, "pictures": {}, "readings": (), "sentence": "字。", "start": 0,
    "text": "字", "words": ["13800001111", "王芳"],
}  # fmt: skip
OF_TEXT = (forms.CharField, forms.IntegerField, BaseTemporalField)
RAW = {"sanitise", "removed_from"}  # what takes HTML as it was typed; others take what was kept of it
# Django's forms of passwords limit a name when a form is made, and hash a password of any length.
ROOMS_OF_FORMS = {*ROOMS} - {"logins"}
# What asks for a page and not for the text, is told a text of ours, or is asked once another one has read the text.
NO_READERS = (
    "editorial.preflight.reachable.", "syndication.templatetags.syndication.", "notices.bulk.typed.names_a_year",
    "operations.newsroom.dialogue.", "portal.management.", "portal.sample.",
)  # fmt: skip


def readers():
    """Yield (name, what it does with a text, whether the text is kept HTML) of every reader in the source."""
    for module in modules():
        for name, function in vars(module).items():
            path = f"{module.__name__}.{name}"
            is_ours = inspect.isfunction(function) and function.__module__ == module.__name__
            given = [*inspect.signature(function).parameters.values()] if is_ours else []
            if given and given[0].name in TEXTS and not name.startswith("_") and not path.startswith(NO_READERS):
                besides = [BESIDES[one.name] for one in given[1:] if one.default is one.empty]
                yield path, _reading(function, *besides), given[0].name == "html" and name not in RAW


def checks():
    for path in settings.PREFLIGHT_CHECKS:
        yield path, _reading(_findings, import_string(path)())


def _findings(text, check):
    passage = Passage("body", "正文", text, is_html=True)
    item = SimpleNamespace(publish_at=timezone.now(), asker=text, pk=None, get_absolute_url=lambda: "/articles/1/")
    return check.findings(
        SimpleNamespace(passages=[passage], enclosed=[], item=item, photos=[], rows_of=lambda part: [])
    )


def forms_of(base=forms.BaseForm):
    """Every form that the source declares, and that of every model that the desk writes."""
    for form in base.__subclasses__():
        is_ours = form.__module__.split(".")[0] in ROOMS_OF_FORMS and ".tests" not in form.__module__
        if is_ours and hasattr(form, "base_fields"):  # not what is only mixed into forms
            yield form
        yield from forms_of(form)
    if base is forms.BaseForm:
        for model, desk in admin.site._registry.items():
            if model.__module__.split(".")[0] in ROOMS and ".tests" not in model.__module__:
                yield forms.modelform_factory(model, desk.form, fields="__all__")


def fields():
    """Yield (name, what it does with a text) of the fields that take one, one for each sort of field."""
    sorts = {}
    for form in forms_of():
        for name, field in form.base_fields.items():
            if isinstance(field, OF_TEXT):
                sorts.setdefault(type(field), (f"{form.__name__}.{name}", _reading(_cleaned, field)))
    return sorts.values()


def _cleaned(text, field):
    return field.clean(text), field.has_changed("字", text)


def _reading(function, *besides):
    def read(text):
        try:
            result = function(text, *besides)
            return list(result) if isinstance(result, GeneratorType) else result
        except (ValidationError, ValueError):
            return None  # it says that it cannot take this

    return read


def walk(sizes, walked):
    WatchedWord.objects.create(word="字字", instead="字字符")
    found = [*readers(), *((name, read, False) for name, read in (*fields(), ("Marker", _marked)))]
    of_plain = [(name, read) for name, read, is_html in found if not is_html]
    of_typed_html = [(name, read) for name, read in of_plain if name.endswith((*RAW, "AnswerAskerForm.reply"))]
    of_kept_html = [*checks(), *((name, read) for name, read, is_html in found if is_html)]
    of_two = [("editorial.comparison.texts.text_blocks", lambda pair: text_blocks(*pair))]
    kept = {name: cache(lambda size, made_of=made_of: sanitise(made_of(size))) for name, made_of in HTML.items()}
    faults, told = [], []
    for some, shapes in ((of_plain, PLAIN), (of_typed_html, HTML), (of_kept_html, kept), (of_two, PAIRS)):
        told.append(f"{len(some)} readers of {len(shapes)} shapes")
        for name, read in some:
            for shape, made_of in shapes.items():
                if size := grows_too_fast(read, made_of, sizes):
                    faults.append(f"{name} at {size} characters: {shape}")
    walked(", ".join([*told, f"up to {sizes[-1]} characters"]))
    assert not faults, "\n".join(faults)


def _marked(text):
    marker = Marker(["字", "a1", "1"])
    return marker.mark(text), marker.excerpt(text)


@pytest.mark.django_db
def test_no_reader_takes_longer_than_its_text_grows(walked):
    walk(SIZES[:2], walked)


@pytest.mark.soak
@pytest.mark.django_db
def test_no_reader_takes_longer_than_a_long_text_grows(walked):
    walk(DEEP_SIZES, walked)


def test_every_text_of_a_form_has_a_limit():
    """Either it has one of its own, or its form gives it the greatest that there is."""
    unlimited = {
        f"{form.__name__}.{name}"
        for form in forms_of()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not issubclass(form, UncutForm)
        if not any(isinstance(one, MaxLengthValidator) for one in field.validators)
    }
    assert unlimited == {"PromotedResultForm.words"}  # which has it from its form
