"""What can be done at the desk, as rows of a table.

The address of an action, its gate, its button and its entry in the list are all made of its row.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

# The methods that an action answers to; others are a 405.
READ = ("GET", "HEAD")
WRITE = ("POST",)
BOTH = (*READ, *WRITE)

# Where a button stands: at the top of a form, in the panel below it, at the top of a list.
TOOLS, PANEL, ABOVE_LIST = "tools", "panel", "list"

# What is asked about an action: (admin, request, subject), the last None for a list.
Rule = Callable[[ModelAdmin, HttpRequest, Any], bool]


def whoever_may_look(admin: ModelAdmin, request: HttpRequest, subject: Model | None) -> bool:
    """The rule of an action that asks for nothing but the right to look at its subject."""
    return True


def whoever(rule: Callable[[Any, Any], bool]) -> Rule:
    """Return the rule of an action for a `rule(user, subject)`."""
    return lambda admin, request, subject: rule(request.user, subject)


def whoever_may_add(admin: ModelAdmin, request: HttpRequest, subject: Model | None) -> bool:
    return admin.has_add_permission(request)


def never(admin: ModelAdmin, thing: Model | None) -> bool:
    """Say of a subject that it is shown nowhere with buttons of its own."""
    return False


@dataclass(frozen=True)
class Subject:
    """What an action may be about.

    `path` begins the addresses of such actions, and `name` the names of these. `find(admin, request, **parts)` gets the
    parts of the path that are named in `takes`, and returns what it finds there. It raises Http404 where there is
    nothing, and PermissionDenied for whoever may not look at it. `holds(admin, thing)` says whether a thing is such a
    subject, and `keys(thing)` what the path to it holds.
    """

    path: str
    holds: Callable[[ModelAdmin, Model | None], bool]
    name: str = ""
    takes: tuple[str, ...] = ("pk",)
    find: Callable[..., Model | None] = lambda admin, request: None
    keys: Callable[[Any], tuple[Any, ...]] = lambda thing: (thing.pk,)


# A whole list, which is no object: its views and rules get None for a subject.
LIST = Subject("", lambda admin, thing: thing is None, takes=(), keys=lambda thing: ())
ITEM = Subject(
    "<int:pk>/",
    lambda admin, thing: isinstance(thing, admin.model),
    find=lambda admin, request, pk: admin.item_or_404(request, pk),
)


@dataclass(frozen=True)
class DeskAction:
    """One thing that can be done at the desk.

    `view(admin, request, subject, **parts)` does it, with those parts of `path` that the subject does not take. Without
    a `path` the address ends in `name`. Its name is `<app>_<model>_<name>`.

    `may(admin, request, subject)` is asked before the view runs (otherwise 403), and before a button is shown. `suits`
    has the same arguments, and narrows where the button is shown. There is no button without a `word`. It stands at
    `place`, and `template` draws it where a link or a plain button is not enough. With `locks`, the subject is locked
    from the moment when it is found until the view has written; who only looks locks nothing. `selected` are actions of
    the list, as Django has them. An action that is `open_to_strangers` sees to the log-in itself.
    """

    name: str
    view: Callable[..., HttpResponseBase]
    path: str | None = None
    about: tuple[Subject, ...] = (ITEM,)
    methods: tuple[str, ...] = READ
    may: Rule = whoever_may_look
    locks: bool = False
    open_to_strangers: bool = False
    word: str = ""
    place: str = TOOLS
    suits: Rule = whoever_may_look
    in_new_tab: bool = False
    template: str = "admin/editing/_action.html"
    selected: tuple[Callable[..., Any], ...] = ()

    def page_of(self, about: Subject) -> str:
        """The last part of its address's name, where it is done to `about`."""
        return "_".join(filter(None, (about.name, self.name)))

    def is_offered(self, admin: ModelAdmin, request: HttpRequest, subject: Model | None) -> bool:
        return bool(self.word) and self.may(admin, request, subject) and self.suits(admin, request, subject)


@dataclass(frozen=True)
class Button:
    """An action as it is offered for one subject."""

    action: DeskAction
    url: str

    @property
    def is_pressed(self) -> bool:
        """Whether it is pressed, and so sends a POST. Others are links."""
        return self.action.methods == WRITE


def routes_of(admin: ModelAdmin) -> Iterator[URLPattern]:
    """Yield the addresses of all actions of `admin`."""
    for action in admin.desk_actions:
        for about in action.about:
            gated = _gated(admin, action, about)
            guard = _answering_strangers if action.open_to_strangers else admin.admin_site.admin_view
            end = f"{action.name}/" if action.path is None else action.path
            yield path(about.path + end, guard(gated), name=admin.name_of(action.page_of(about)))


def buttons_of(admin: ModelAdmin, request: HttpRequest, place: str, subject: Model | None) -> Iterator[Button]:
    """Yield the buttons that the user of `request` is shown at `place` for `subject`."""
    for action in admin.desk_actions:
        about = next((about for about in action.about if about.holds(admin, subject)), None)
        if about and action.place == place and action.is_offered(admin, request, subject):
            yield Button(action, admin.url_of(action.page_of(about), *about.keys(subject)))


def _answering_strangers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    return csrf_protect(never_cache(view))


def _gated(admin: ModelAdmin, action: DeskAction, about: Subject) -> Callable[..., HttpResponseBase]:
    """Return the view of `action`, which answers only to its methods and runs only for whoever may do it."""

    @require_http_methods(action.methods)
    def gated(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        with transaction.atomic() if action.locks and request.method not in READ else nullcontext():
            subject = about.find(admin, request, **{name: parts.pop(name) for name in about.takes})
            if not action.may(admin, request, subject):
                raise PermissionDenied
            return action.view(admin, request, subject, **parts)

    return gated
