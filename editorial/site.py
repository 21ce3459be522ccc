"""The editors' desk: Django's admin, in the paper's name."""

from functools import wraps

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog

from editing.model_admin import NewsroomModelAdmin
from text.control_characters import CONTROL_CHARACTERS

LONGEST_SEARCH = 100  # characters
LAST = 1000
PEOPLE = "auth"  # Django's own, which cannot say where it stands


class NewsroomAdminSite(AdminSite):
    index_title = _("Editors' desk")
    site_url = "/"
    enable_nav_sidebar = True

    @property
    def site_header(self):
        return settings.NEWSPAPER["name"]

    @property
    def site_title(self):
        return settings.NEWSPAPER["name"]

    def register(self, model_or_iterable, admin_class=None, **options):
        """Register an admin with NewsroomModelAdmin as its base, also one of a package."""
        admin_class = admin_class or NewsroomModelAdmin
        if not issubclass(admin_class, NewsroomModelAdmin):
            placed = {"__module__": admin_class.__module__}
            admin_class = type(admin_class.__name__, (admin_class, NewsroomModelAdmin), placed)
        super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view, cacheable=False):
        """Guard `view` as Django does, but give the text back to whoever was logged out while writing.

        Django would send them to log in without it.
        """
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def with_text_given_back(request, *args, **kwargs):
            _make_searchable(request)
            logged_out = not request.user.is_authenticated and request.path != reverse(f"{self.name}:logout")
            if request.method == "POST" and logged_out:
                return self._give_text_back(request)
            return guarded(request, *args, **kwargs)

        return with_text_given_back

    def _give_text_back(self, request):
        from .typed_in import desk_at, typed_in  # the site is made before there are models

        # After logging in, only a page with a form of its own can be opened. Others take nothing but a POST.
        page = request.resolver_match.url_name or ""
        after = request.get_full_path() if page.endswith(("_add", "_change")) else reverse(f"{self.name}:index")
        context = {
            **self.each_context(request),
            "title": _("Not saved"),
            "is_nav_sidebar_enabled": False,
            "typed": typed_in(request, desk_at(self, page)),
            "login_url": f"{reverse(f'{self.name}:login')}?{QueryDict.fromkeys(['next'], after).urlencode(safe='/')}",
        }
        response = TemplateResponse(request, "admin/editorial/logged_out.html", context, status=403)
        add_never_cache_headers(response)
        return response

    def autocomplete_view(self, request):
        from .completion import Completion  # the site is made before there are models

        return Completion.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """Return the rooms in such an order that what an editor reaches for most comes first.

        Each room's AppConfig says the order: `place_at_desk` is a number, and `models_at_desk` are names of models.
        What says nothing, such as a package, comes after them, and the people come last.
        """
        rooms = super().get_app_list(request, app_label)
        configs = {room["app_label"]: apps.get_app_config(room["app_label"]) for room in rooms}
        places = {label: getattr(config, "place_at_desk", LAST) for label, config in configs.items()}
        rooms.sort(key=lambda room: (room["app_label"] == PEOPLE, places[room["app_label"]]))
        for room in rooms:
            first = getattr(configs[room["app_label"]], "models_at_desk", ())
            room["models"].sort(key=lambda model: _place_in(model["object_name"], first))
        return rooms

    def i18n_javascript(self, request, extra_context=None):
        """Give the scripts of the desk the words of `locale/django`. Django would give them its own alone."""
        return JavaScriptCatalog.as_view()(request)

    def get_urls(self):
        view_on_site = self.admin_view(self.view_on_site)
        return [
            path("calendar/", self.admin_view(self.calendar), name="calendar"),
            path("handbook/", self.admin_view(self.handbook), name="handbook"),
            path("handbook/<str:name>", self.admin_view(self.handbook_picture), name="handbook_picture"),
            path("r/<int:content_type_id>/<int:object_id>/", view_on_site, name="view_on_site"),
            # Django's own view leads everybody to everything that has an address.
            *(route for route in super().get_urls() if getattr(route, "name", "") != "view_on_site"),
        ]

    def each_context(self, request):
        from .queue.queue_page import kinds_of  # the site is made before there are models

        return {**super().each_context(request), "may_see_calendar": bool(kinds_of(self, request))}

    def index(self, request, extra_context=None):
        """Show the first page, which says what waits for the person."""
        from .queue.queue_page import queue_of  # the site is made before there are models

        return super().index(request, {"queue": queue_of(self, request), **(extra_context or {})})

    @method_decorator(require_safe)
    def view_on_site(self, request, content_type_id, object_id):
        """Lead whoever may look at an object at the desk to its public page.

        Everything else is a 404, whether the object exists or not.
        """
        from django.contrib.contenttypes.models import ContentType  # the site is made before there are models

        content_type = ContentType.objects.filter(pk=content_type_id).first()
        desk = self._registry.get(content_type and content_type.model_class())
        found = desk.get_object(request, str(object_id)) if desk else None
        if not (found and desk.has_view_permission(request, found) and desk.get_view_on_site_url(found)):
            raise Http404
        return HttpResponseRedirect(found.get_absolute_url())

    @method_decorator(require_safe)
    def handbook(self, request):
        from .handbook import show_handbook  # the site is made before the settings are read

        return show_handbook(self, request)

    @method_decorator(require_safe)
    def handbook_picture(self, request, name):
        from .handbook import show_picture  # the site is made before the settings are read

        return show_picture(request, name)

    @method_decorator(require_safe)
    def calendar(self, request):
        """Show the week's publications to whoever may look at something that is published."""
        from .queue.publishing_calendar import calendar_of  # the site is made before there are models
        from .queue.queue_page import kinds_of  # the site is made before there are models

        if not (kinds := kinds_of(self, request)):
            raise PermissionDenied
        context = {
            **self.each_context(request),
            "title": _("Publishing calendar"),
            "is_nav_sidebar_enabled": False,  # seven days want the width
            "week": calendar_of(request, kinds),
        }
        return TemplateResponse(request, "admin/editorial/calendar.html", context)


def _make_searchable(request):
    """Cut what is looked for, in a list or by a field, down to what any database takes.

    A search asks for each word in each column, and a database gives up on very many of them. Some databases take no
    control characters.
    """
    for name in {SEARCH_VAR, "term"} & request.GET.keys():
        sought = CONTROL_CHARACTERS.sub("", request.GET[name])
        request.GET = request.GET.copy()
        request.GET[name] = sought[:LONGEST_SEARCH]
        if len(sought) > LONGEST_SEARCH and name == SEARCH_VAR and request.user.is_authenticated:
            sentence = _("Only the first %(limit)d characters were looked for.")
            messages.warning(request, sentence % {"limit": LONGEST_SEARCH})


def _place_in(name, names):
    return names.index(name) if name in names else LAST
