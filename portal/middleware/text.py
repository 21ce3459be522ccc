"""Control characters end here, whatever form they were typed or pasted into."""

import re

# C0 but tab and newlines, DEL, and the two that end a line only in JavaScript. A raw NUL is
# refused by PostgreSQL; any of them breaks an XML feed (XML 1.0, section 2.2).
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufffe\uffff]")


class ControlCharacterMiddleware:
    """Strip control characters from the text fields of every POST, before any view reads them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method == "POST":
            fields = request.POST.copy()
            for name, values in fields.lists():
                fields.setlist(name, [CONTROL_CHARACTERS.sub("", value) for value in values])
            fields._mutable = False
            request.POST = fields
