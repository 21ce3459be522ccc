"""Where documents were at the desk until they had a room of their own; editors keep addresses."""

from django.contrib import admin
from django.urls import path

from . import views

moved = admin.site.admin_view(views.moved)
urlpatterns = [
    path("admin/notices/document/", moved),
    path("admin/notices/document/<path:rest>", moved),
]
