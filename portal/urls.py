from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

from operations.doctor import probe
from syndication import feed_paths

from . import feeds, indexnow, robots, security_txt, views

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
    path("", include("search.urls")),
    path("places/<slug:slug>/", views.place, name="place"),
    path("authorities/<slug:slug>/", views.authority, name="authority"),
    path("feeds/", views.feed_list, name="feeds"),
    *feed_paths("all/", feeds.site_feed, "site_feed"),
    *feed_paths("places/<slug:slug>/", feeds.place_feed, "place_feed"),
    *feed_paths("authorities/<slug:slug>/", feeds.authority_feed, "authority_feed"),
    path("", include("operations.health.urls")),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", security_txt.security_txt, name="security_txt"),
    path(probe.PATH.removeprefix("/"), probe.what_is_seen, name="doctor_probe"),
    path("", include("portal.sitemaps.urls")),
    path("<slug:key>.txt", indexnow.key_file, name="indexnow_key"),
    path("", include("documents.urls")),  # before the desk, where these addresses were
    path("admin/", admin.site.urls),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),  # with DEBUG only
    path("media/<path:name>", views.media_elsewhere),
]

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"
