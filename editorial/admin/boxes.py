"""The boxes beside the text of an item's form. Those that may be empty are closed while they are."""

BESIDE = ["beside"]
BESIDE_IF_FILLED = ["beside", "collapse"]


def open_boxes(adminform, inlines):
    """Let no box be closed that holds something. Django itself opens those in which something is wrong."""
    adminform.fieldsets = [
        (name, _opened(options) if _holds_something(adminform.form, options["fields"]) else options)
        for name, options in adminform.fieldsets
    ]
    for inline in inlines:
        if inline.formset.total_form_count():
            inline.classes = inline.classes.replace("collapse", "")


def _opened(options):
    return {**options, "classes": [one for one in options.get("classes", ()) if one != "collapse"]}


def _holds_something(form, lines):
    names = [name for line in lines for name in (line if isinstance(line, (list, tuple)) else [line])]
    return any(_is_filled(_value(form, name)) for name in names)


def _value(form, name):
    """Return what the field holds, also where it can only be looked at."""
    if name in form.fields:
        return form[name].value()
    held = form.instance.__dict__
    return held.get(name, held.get(f"{name}_id"))


def _is_filled(value):
    return any(map(_is_filled, value)) if isinstance(value, (list, tuple)) else value not in (None, "", False)
