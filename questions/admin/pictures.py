"""The pictures that a citizen sent, shown to the members of the desk from the private storage."""

from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from ..views.pictures import handed_out


class Pictures:
    """Mixed into CaseAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.picture_view)  # which no cache keeps
        address = "<int:pk>/pictures/<int:picture>/<slug:size>/"
        return [path(address, view, name="questions_case_picture"), *super().get_urls()]

    @method_decorator(require_safe)
    def picture_view(self, request, pk, picture, size):
        return handed_out(self.case_or_404(request, pk).pictures, picture, size)
