"""Removes control characters, however they were typed or pasted."""

from django.utils.deprecation import MiddlewareMixin

from text.control_characters import CONTROL_CHARACTERS


class ControlCharacterMiddleware(MiddlewareMixin):
    """Strip control characters from the text fields of every POST, before any view reads them."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method == "POST":
            fields = request.POST.copy()
            for name, values in fields.lists():
                fields.setlist(name, [CONTROL_CHARACTERS.sub("", value) for value in values])
            fields._mutable = False
            request.POST = fields
