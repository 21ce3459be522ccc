"""The editors' desk: Django's admin, in the paper's name."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


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
