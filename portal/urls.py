from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

from . import feeds, views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("", include("articles.urls")),
    path("", include("directory.urls")),
    path("", include("questions.urls")),
    path("", include("notices.urls")),
    path("", include("editorial.urls")),
    path("places/<slug:slug>/", views.place, name="place"),
    path("authorities/<slug:slug>/", views.authority, name="authority"),
    path("feeds/places/<slug:slug>/", feeds.place_feed, name="place_feed"),
    path("feeds/authorities/<slug:slug>/", feeds.authority_feed, name="authority_feed"),
    path("admin/", admin.site.urls),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),  # with DEBUG only
]

handler400 = "portal.views.bad_request"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"
