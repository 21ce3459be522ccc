from functools import cached_property

from django.db.models import CharField, TextField, URLField
from django.utils.text import capfirst

from photos.models import Photo

from .. import snapshots
from ..rendering import photo_stems
from ..richtext import RichTextField
from .passage import Passage


class Manuscript:
    """An item, of whatever kind, as checks read it: its passages, its pictures, its rows.

    It reads relations with `all()` only. So an item that exists in memory alone (see `snapshots.as_item`) is read like
    one that is saved. Each relation is read once, when it is first asked for.
    """

    def __init__(self, item):
        self.item = item
        self.model = type(item)
        self._rows = {}

    def rows_of(self, part):
        if part not in self._rows:
            self._rows[part] = list(getattr(self.item, part).all())
        return self._rows[part]

    @cached_property
    def passages(self):
        """Every text that readers will see, in the order of the form; rich text as HTML."""
        passages = [_passage(field, self.item) for field in snapshots.content_fields(self.model) if _is_text(field)]
        for part, fields in self._fields_of_rows(_is_text):
            passages += [_passage(field, row, part) for row in self.rows_of(part) for field in fields]
        return [passage for passage in passages if passage.text]

    @cached_property
    def enclosed(self):
        """The texts in files that belong to the item, as Passages.

        A row with such a file offers `texts_to_check`, which returns pairs (label, text). Such a text is somebody
        else's, so checks look in it only for what no text may hold.
        """
        return [
            Passage(part, str(label), text)
            for part in self.item.parts
            if hasattr(snapshots.relation_of(self.model, part).related_model, "texts_to_check")
            for row in self.rows_of(part)
            for label, text in row.texts_to_check()
        ]

    @cached_property
    def photos(self):
        """A list of (field or part, Photo) of every picture that readers will see, each once, where it is met first."""
        fields = [field for field in snapshots.content_fields(self.model) if _is_photo(field)]
        keys = [(getattr(self.item, field.attname), field.name) for field in fields]
        for part, fields in self._fields_of_rows(_is_photo):
            keys += [(getattr(row, field.attname), part) for row in self.rows_of(part) for field in fields]
        rich = [passage for passage in self.passages if passage.is_html]
        stems = [(stem, passage.field) for passage in rich for stem in photo_stems(passage.text)]
        shown = [(name, field) for name, field in [*keys, *stems] if name]
        if not shown:
            return []
        known = {}
        for photo in Photo.objects.with_stems(dict(stems), dict(keys)):
            known[photo.pk] = known[photo.asked] = photo
        places = {}
        for name, field in shown:
            if photo := known.get(name):
                places.setdefault(photo, field)
        return [(field, photo) for photo, field in places.items()]

    def _fields_of_rows(self, is_wanted):
        """Yield (part, fields) for every part whose rows have fields that `is_wanted` takes.

        The rows of other parts need not be read.
        """
        for part in self.item.parts:
            fields = [
                field for field in snapshots.row_fields(snapshots.relation_of(self.model, part)) if is_wanted(field)
            ]
            if fields:
                yield part, fields


def _is_text(field):
    return isinstance(field, (CharField, TextField)) and not isinstance(field, URLField) and not field.choices


def _is_photo(field):
    return field.related_model is Photo


def _passage(field, instance, part=""):
    label = str(capfirst(field.verbose_name))
    return Passage(part or field.name, label, getattr(instance, field.attname), isinstance(field, RichTextField))
