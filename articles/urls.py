from django.urls import path, register_converter

from dates.converters import Day, Month
from syndication import feed_paths

from . import archive, feeds, views

register_converter(Day, "day")
register_converter(Month, "month")

app_name = "articles"
urlpatterns = [
    path("articles/<int:pk>/", views.detail, name="detail"),
    path("news/<slug:slug>/", views.column, name="column"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("contributors/<slug:slug>/", views.contributor, name="contributor"),
    path("archive/", archive.latest, name="archive"),
    path("archive/<month:month>/", archive.month, name="archive_month"),
    path("archive/<day:day>/", archive.day, name="archive_day"),
    *feed_paths("columns/<slug:slug>/", feeds.column_feed, "column_feed"),
    *feed_paths("topics/<slug:slug>/", feeds.topic_feed, "topic_feed"),
    *feed_paths("contributors/<slug:slug>/", feeds.contributor_feed, "contributor_feed"),
]
