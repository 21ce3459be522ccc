from django.urls import path

from directory.models import Authority, Place
from syndication import feed_paths

from . import feeds
from .models import Kind
from .views import board, calendar, documents, machines, today

app_name = "notices"
urlpatterns = [
    path("notices/", board.index, name="list"),
    path("notices/calendar/", calendar.calendar, name="calendar"),
    path("notices/today/", today.today, name="today"),
    path("notices/calendar.ics", calendar.feed, name="ics"),
    path("notices/kinds/<slug:slug>/calendar.ics", calendar.feed_of, {"model": Kind}, name="kind_calendar"),
    path("places/<slug:slug>/calendar.ics", calendar.feed_of, {"model": Place}, name="place_calendar"),
    path("authorities/<slug:slug>/calendar.ics", calendar.feed_of, {"model": Authority}, name="authority_calendar"),
    path("notices/<int:pk>/calendar.ics", calendar.notice_file, name="notice_calendar"),
    path("notices/<int:pk>/", board.detail, name="detail"),
    path("notices/index/<slug:index_number>/", board.by_index_number, name="index_number"),
    path("notices/<int:pk>/attachments/<int:document_pk>/", documents.attachment, name="attachment"),
    path("notices/cap.atom", feeds.cap_feed, name="cap_feed"),
    path("notices/<int:pk>/cap.xml", machines.cap_alert, name="cap"),
    path("notices/data/", machines.open_data, name="open_data"),
    path("notices/data.csv", machines.data_csv, name="data_csv"),
    path("notices/data.json", machines.data_json, name="data_json"),
    *feed_paths("notices/", feeds.feed, "feed"),
    *feed_paths("notices/<slug:slug>/", feeds.kind_feed, "kind_feed"),
]
