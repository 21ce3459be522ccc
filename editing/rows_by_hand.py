"""Rows of a form are put in order by hand, taken away with a way back, and written in fields that grow."""

from django.contrib.admin.widgets import AdminTextInputWidget
from django.forms import CharField, Textarea

LONG = 100  # characters: a field that holds more is not written in one line


class GrowingText(Textarea):
    """A text of one paragraph in a field as high as what is typed. Line breaks are dropped, as a single line does."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 1, "cols": 30, **(attrs or {}), "class": "growing", "data-growing": ""})

    def value_from_datadict(self, data, files, name):
        sent = super().value_from_datadict(data, files, name)
        return sent and "".join(sent.splitlines())


class RowsByHandMixin:
    """Mixed into an inline.

    `place_field` is the number that says which place a row has among the others of the form. A script moves the rows
    and keeps it in step; without scripts it is typed. It is None where rows have no order of their own here.
    """

    template = "admin/editing/rows_by_hand.html"
    place_field = "order"

    class Media:
        css = {"all": ["css/admin/rows.css"]}
        js = ["js/admin/ordering.js", "js/admin/row-removal.js", "js/admin/growing.js"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == self.place_field:
            field.widget.attrs["data-order"] = ""
        elif isinstance(field, CharField) and type(field.widget) is AdminTextInputWidget and field.max_length > LONG:
            field.widget = GrowingText({name: value for name, value in field.widget.attrs.items() if name != "class"})
        if field:
            field.widget.attrs.setdefault("aria-label", field.label)  # the head of a column is no label
        return field
