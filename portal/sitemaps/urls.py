"""The addresses of the sitemaps.

All files are at the root: a file in a folder may only name what is in that folder (sitemaps.org, “location”).
"""

from django.urls import path, register_converter

from dates.converters import MonthOfFile

from . import monthly, news, permanent_pages, sitemap_index

register_converter(MonthOfFile, "month_of_file")

app_name = "sitemaps"
urlpatterns = [
    path("sitemap.xml", sitemap_index.index, name="index"),
    path("sitemap-news.xml", news.news, name="news"),
    path("sitemap-pages.xml", permanent_pages.pages, name="pages"),
    path("sitemap-<slug:kind>-<month_of_file:first>-<int:part>.xml", monthly.month, name="month"),
]
