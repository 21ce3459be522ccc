"""All files stand at the root: one in a folder may name only what lies in that folder (sitemaps.org, “location”)."""

from django.urls import path

from . import index, months, news, standing

app_name = "sitemaps"
urlpatterns = [
    path("sitemap.xml", index.index, name="index"),
    path("sitemap-news.xml", news.news, name="news"),
    path("sitemap-pages.xml", standing.pages, name="pages"),
    path("sitemap-<slug:kind>-<yyyy:year>-<dd:month>-<int:part>.xml", months.month, name="month"),
]
