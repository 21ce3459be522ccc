from django import forms


class LinesField(forms.CharField):
    """Text of several lines: a line break counts as one character, although browsers send two."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")
