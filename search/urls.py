from django.urls import path

from .pages import views

app_name = "search"
urlpatterns = [path("search/", views.results, name="results")]
