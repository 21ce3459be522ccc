"""Reads and writes a form's POST field by field, as a browser would send it."""

from .. import snapshots


def as_initial(form, name, value):
    """Return `value`, out of a snapshot, in the form in which the field `name` of `form` would start with it."""
    fields = {field.name: field for field in snapshots.content_fields(form._meta.model)}
    if name in fields:
        value = fields[name].to_python(value)
    return form.fields[name].prepare_value(value)


def says(posted, form, name, value):
    """Whether what is posted for the field `name` of `form` is what a snapshot holds as `value`."""
    field = form.fields[name]
    return not field.has_changed(as_initial(form, name, value), field.widget.value_from_datadict(posted, {}, name))


def write(posted, form, name, value):
    """Put what a snapshot holds as `value` into `posted`, for the field `name` of `form`."""
    widget, value = form.fields[name].widget, as_initial(form, name, value)
    if hasattr(widget, "decompress"):
        for number, (part, one) in enumerate(zip(widget.widgets, widget.decompress(value), strict=True)):
            posted[f"{name}_{number}"] = part.format_value(one) or ""
    elif isinstance(value, (list, tuple)):
        posted.setlist(name, [str(one) for one in value])
    elif isinstance(value, bool):
        posted.pop(name, None)
        if value:
            posted[name] = "on"
    else:
        posted[name] = "" if value is None else str(value)
