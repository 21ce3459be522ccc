from django.urls import path

from syndication import feed_paths

from . import views
from .corrections import corrections
from .feeds import corrections_feed

app_name = "editorial"

urlpatterns = [
    path("corrections/", corrections, name="corrections"),
    *feed_paths("corrections/", corrections_feed, "corrections_feed"),
    path("preview/<str:token>/", views.preview, name="preview"),
]
