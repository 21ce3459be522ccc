from django.urls import path
from django.views.decorators.http import require_safe

from . import views
from .corrections import corrections
from .feeds import CorrectionsFeed

app_name = "editorial"

urlpatterns = [
    path("corrections/", corrections, name="corrections"),
    path("feeds/corrections/", require_safe(CorrectionsFeed()), name="corrections_feed"),
    path("preview/<str:token>/", views.preview, name="preview"),
]
