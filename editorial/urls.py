from django.urls import path

from . import views
from .corrections import corrections
from .feeds import corrections_feed

app_name = "editorial"

urlpatterns = [
    path("corrections/", corrections, name="corrections"),
    path("feeds/corrections/", corrections_feed, name="corrections_feed"),
    path("preview/<str:token>/", views.preview, name="preview"),
]
