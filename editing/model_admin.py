"""What every admin has: what Django gives it, as the site restricts that, and the actions of the desk."""

import re
from typing import Any

from csp.decorators import csp_update
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse

from storage.forms import refused
from storage.write_faults import CannotStore

from .desk_actions import DeskAction, routes_of

# The lookups by which Django's filters narrow a list in its address.
LOOKUPS = ("exact", "id__exact", "isnull", "gte", "lt")
PARTS_OF_A_DAY = ("year", "month", "day")
SPAN = ("id__gte", "id__lte")
# The values that they may have: a word, a number that any column takes, a day or moment that is one in every time zone.
FIT = re.compile(r"[A-Za-z_]{0,40}|[0-9]{1,9}|(19|20|21)[0-9]{2}-[0-9T: .+-]{1,28}")
FIT_YEAR = re.compile(r"(19|20|21)[0-9]{2}")  # at the edges of the calendar there is no day before or after


class NewsroomModelAdmin(ModelAdmin):
    """The base of every admin of the site, also of a package's (see `NewsroomAdminSite.register`).

    What can be done besides Django's own adding, changing and deleting is a row in `desk_actions`.
    """

    desk_actions: tuple[DeskAction, ...] = ()

    def get_urls(self) -> list[URLPattern]:
        return [*routes_of(self), *super().get_urls()]

    def name_of(self, page: str) -> str:
        """Return the name of the address of one of this admin's pages, without the site's."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def url_of(self, page: str, *args: Any) -> str:
        """Return the address of one of this admin's pages: `change`, `changelist`, the name of an action, …"""
        return reverse(f"{self.admin_site.name}:{self.name_of(page)}", args=args)

    def item_or_404(self, request: HttpRequest, pk: Any) -> Model:
        """Return the item that the user of `request` may look at.

        Raises PermissionDenied where the user may look at no items of this kind, whether this one exists or not, and
        where the user may not look at this one. Raises Http404 where there is no such item.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        item = self.get_object(request, str(pk))
        if item is None:
            raise Http404
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        return item

    def page(self, request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """Return a page of the desk. Where it is about an `item`, this is named below the title."""
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, "model_admin": self}
        if "item" in context:
            shared["subtitle"] = str(context["item"])
        return TemplateResponse(request, template, {**shared, **context}, status=status)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the form once more, with what was typed and the reason, where a file that came with it is not kept."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except CannotStore as fault:
            request.not_stored = fault
            response = super().changeform_view(request, object_id, form_url, extra_context)
            response.status_code = fault.status
            return response

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        fault = getattr(request, "not_stored", None)
        return refused(form, fault) if fault else form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the form, under the content policy that its widgets need (`content_policy`), if any needs another."""
        response = super().render_change_form(request, {**context, "model_admin": self}, *args, **kwargs)
        for field in context["adminform"].form.fields.values():
            if policy := getattr(field.widget, "content_policy", None):
                return csp_update(policy)(lambda: response)()
        return response

    def _get_base_actions(self) -> list[Any]:
        """Offer in the list what the rows of `desk_actions` do with all that are selected, before anything else."""
        selected = [self.get_action(one) for action in self.desk_actions for one in action.selected]
        return [*selected, *super()._get_base_actions()]

    def lookup_allowed(self, lookup, value, request=None):
        """Let the address narrow a list by what its own filters offer and by a span of keys, and by nothing else.

        Otherwise a person who may see places could ask which of them a case is about that is not theirs to see
        (`?cases=12`), spell out a column that no page shows, or keep the database busy with an expression.
        """
        offered, own = self._lookups(request)
        fit = FIT_YEAR if lookup.endswith("__year") else FIT
        return lookup in own or (lookup in offered and fit.fullmatch(str(value)) is not None)

    def _lookups(self, request):
        """Return two sets of what the address may hold: for Django's filters, and for ours.

        Our filters check the values themselves.
        """
        filters = self.get_list_filter(request)
        ours = [one for one in filters if isinstance(one, type)]
        columns = [one if isinstance(one, str) else one[0] for one in filters if one not in ours]
        days = (f"{self.date_hierarchy}__{part}" for part in PARTS_OF_A_DAY)
        offered = {*SPAN, *days, *(f"{column}__{lookup}" for column in columns for lookup in LOOKUPS)}
        return offered, {name for one in ours for name in getattr(one, "names", None) or [one.parameter_name]}

    def history_view(self, request, object_id, extra_context=None):
        """Raise PermissionDenied for those who may see no such objects. They are not told whether there is this one."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)
