"""The report that Django writes of an error: by mail it is short, on a developer's own screen it is whole."""

from django.views.debug import ExceptionReporter

from .discretion import traceback_of


class DiscreetReporter(ExceptionReporter):
    """Tell where an error arose and nothing else. While DEBUG is on, tell all."""

    def get_traceback_text(self):
        if not self.filter.is_active(self.request):
            return super().get_traceback_text()
        return traceback_of(self.exc_value) if isinstance(self.exc_value, BaseException) else ""

    def get_traceback_html(self):
        if not self.filter.is_active(self.request):
            return super().get_traceback_html()
        return ""
