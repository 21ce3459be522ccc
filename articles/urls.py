from django.urls import path, register_converter

from . import archive, views
from .converters import FourDigitYear, TwoDigits

register_converter(FourDigitYear, "yyyy")
register_converter(TwoDigits, "dd")

app_name = "articles"
urlpatterns = [
    path("articles/<int:pk>/", views.detail, name="detail"),
    path("news/<slug:slug>/", views.column, name="column"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("contributors/<slug:slug>/", views.contributor, name="contributor"),
    path("archive/", archive.latest, name="archive"),
    path("archive/<yyyy:year>/<dd:month>/", archive.month, name="archive_month"),
    path("archive/<yyyy:year>/<dd:month>/<dd:day>/", archive.day, name="archive_day"),
]
