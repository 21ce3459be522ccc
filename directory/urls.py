from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [path("hotlines/", views.hotlines, name="hotlines")]
