"""Takes words that the law wants gone out of an item, and out of all that is kept for good about it."""

from django.db import models
from django.utils.translation import gettext as _

from .models import Noted, amending
from .richtext import RichTextField, sanitise
from .snapshots import content_fields, relation_of, row_fields
from .standing import moving
from .succession import link_anew, unbroken

# {relation of an item: those of its fields that hold what people typed}. Snapshots are in `data`.
KEPT_TEXTS = {
    "record": ["title", "comment"],
    "versions": ["remark"],
    "proposals": ["correction"],
    "overrides": ["reason"],
    "corrections": ["text"],
    "preview_links": ["meant_for"],
}
SNAPSHOTS = ("versions", "proposals")


def erase_words(item, replace):
    """Put each text of `item`, its rows, its versions, its proposed versions and its record through `replace`.

    `replace` takes a text, plain or HTML, and returns it without the words. Readers see the result at once. It is no
    new version. What is otherwise never changed is changed here: a version that went on holding the words would be no
    erasure. An entry says in how many rows that was done. It names no person, since it is a command that follows the
    law here.
    """
    with amending():
        versions = item.versions.all()
        followed = unbroken(versions)
        rows = sum(_erase_everywhere(item.locked(), replace))
        link_anew(versions, followed)
        item = item.locked()  # as it is now, without the words
        if rows:
            item.note(Noted.ERASE, None, _("in rows: %d") % rows)
        # This save leaves the row as it is. By its signal, whoever keeps a copy of the text learns that it has changed.
        item.save(update_fields=["version"])


def _erase_everywhere(item, replace):
    """Yield, for each row of `item` and each row that is kept about it, whether it was changed."""
    columns = _columns(type(item))
    with moving("withdrawn_reason"):
        yield _erase_row(item, [*columns["fields"], item._meta.get_field("withdrawn_reason")], replace)
    for part in item.parts:
        for row in getattr(item, part).all():
            yield _erase_row(row, columns[part], replace)
    for name, texts in KEPT_TEXTS.items():
        for row in getattr(item, name).iterator():
            data = {"data": _erased_data(row.data, columns, replace)} if name in SNAPSHOTS else {}
            yield _erase_row(row, [row._meta.get_field(text) for text in texts], replace, **data)


def _columns(model):
    """Return {"fields" or a part: fields} for those fields of `model` and of its rows that may hold the words.

    They are those in which people type.
    """
    rows = {part: row_fields(relation_of(model, part)) for part in model.parts}
    return {
        name: [f for f in fields if _is_typed(f)] for name, fields in {"fields": content_fields(model), **rows}.items()
    }


def _is_typed(field):
    is_text = isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, models.FileField)
    return is_text and not field.choices


def _erase_row(row, fields, replace, **changes):
    changes = {name: value for name, value in changes.items() if value != getattr(row, name)}
    for field in fields:
        old = getattr(row, field.attname)
        if (new := _erased(field, old, replace)) == old:
            continue
        changes[field.attname] = new
        if isinstance(field, RichTextField):
            setattr(row, field.attname, new)
            field.render_into(row)
            changes[f"{field.attname}_html"] = getattr(row, f"{field.attname}_html")
    if changes:
        type(row)._base_manager.filter(pk=row.pk).update(**changes)
    return bool(changes)


def _erased_data(data, columns, replace):
    def erased(values, fields):
        return {**values, **{f.name: _erased(f, values[f.name], replace) for f in fields if f.name in values}}

    rows = {part: [erased(row, columns.get(part, ())) for row in listed] for part, listed in data["rows"].items()}
    return {**data, "fields": erased(data["fields"], columns["fields"]), "rows": rows}


def _erased(field, text, replace):
    """Return `text` without the words.

    A replacement may be longer than the word was, so the result may have to be cut.
    """
    if not text or (new := replace(text)) == text:
        return text
    return sanitise(new) if isinstance(field, RichTextField) else new[: field.max_length]
