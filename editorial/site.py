"""The editors' desk: Django's admin, in the paper's name."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

# What an editor reaches for most stands first; rooms that are not named stand before the people.
ROOMS = ["articles", "photos", "directory"]
LAST_ROOMS = ["auth"]
MODELS = ["Article", "Topic", "Column", "Contributor"]


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

    def get_app_list(self, request, app_label=None):
        rooms = super().get_app_list(request, app_label)
        rooms.sort(key=lambda room: _place_in(room["app_label"], [*ROOMS, None, *LAST_ROOMS]))
        for room in rooms:
            room["models"].sort(key=lambda model: _place_in(model["object_name"], [*MODELS, None]))
        return rooms

    def index(self, request, extra_context=None):
        """The first page says what lies on the person's desk."""
        piles = [
            model_admin.pile(request)
            for model_admin in self._registry.values()
            if hasattr(model_admin, "pile") and model_admin.has_view_permission(request)
        ]
        return super().index(request, {"piles": piles, **(extra_context or {})})


def _place_in(name, names):
    return names.index(name if name in names else None)
