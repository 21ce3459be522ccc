"""What a report of an error may hold: where it happened, never what somebody typed or a variable held."""

from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from .logs import cut_rows


class DiscreetReporter(ExceptionReporter):
    """Leaves out of a report the rows that the text of a database error holds. While DEBUG is on, all is shown."""

    def __init__(self, request, exc_type, exc_value, tb, **options):
        super().__init__(request, exc_type, exc_value, tb, **options)
        if exc_value is not None and self.filter.is_active(request):
            cut_rows(exc_value)


class DiscreetReporterFilter(SafeExceptionReporterFilter):
    """Cleans every value out of the error mail that production sends, not only those that are called secret.

    A citizen's telephone number may be in any field, any variable and any cookie. While DEBUG is on, on one's own
    machine, everything is shown.
    """

    def get_post_parameters(self, request):
        return self._emptied(request, super().get_post_parameters(request))

    def get_safe_cookies(self, request):
        return self._emptied(request, super().get_safe_cookies(request))

    def get_traceback_frame_variables(self, request, tb_frame):
        variables = super().get_traceback_frame_variables(request, tb_frame)
        if not self.is_active(request):
            return variables
        return [(name, self.cleansed_substitute) for name, _value in variables]

    def _emptied(self, request, values):
        if not self.is_active(request):
            return values
        return dict.fromkeys(values, self.cleansed_substitute)
