"""Makes rows of tables, for the sample and the style guide. A key is the name of a field: a new one needs no code."""

from collections import defaultdict
from datetime import timedelta

from django.utils import timezone


class SampleRows:
    """Makes rows, and knows each by its name in the sample: `named` is {model: {name: row}}.

    A table calls another row by that name. A day is a number of days from that of `now`. What belongs to a row is a
    list of tables within its own, in their order.
    """

    def __init__(self, now):
        self.now = now
        self.named = defaultdict(dict)

    def called(self, model, name):
        """Return the row of `model` that the sample calls `name`."""
        if name not in self.named[model]:
            raise LookupError(f"there is no {model.__name__} called {name}")
        return self.named[model][name]

    def make_all(self, model, tables, **given):
        """Make a row of each of `tables`. Where the model has an order, that of the tables is written into it."""
        is_ordered = "order" in {field.name for field in model._meta.fields}
        for order, table in enumerate(tables):
            self.make(model, table, **({"order": order} if is_ordered else {}), **given)

    def make(self, model, table, name=None, save=lambda row: row.save(), **given):
        """Make the row that `table` describes, with the values `given` where the table has none; return it.

        It is called `name`, or by its slug or number.
        """
        row = self.fill(model(**given), table, save)
        # Where a number is given twice, it belongs to the office under which it stands first.
        self.named[model].setdefault(name or table.get("slug") or table.get("number"), row)
        return row

    def fill(self, row, table, save=lambda row: row.save()):
        """Write what `table` says into `row`, store it by `save`, and make what belongs to it; return the row."""
        fields = {key: row._meta.get_field(key) for key in table}
        belonging = [key for key, field in fields.items() if field.one_to_many or field.many_to_many]
        for key, field in fields.items():
            if key not in belonging:
                setattr(row, key, self._value(field, table[key]))
        save(row)
        for key in belonging:
            if fields[key].many_to_many:
                getattr(row, key).set(self._value(fields[key], said) for said in table[key])
            else:
                self.make_all(fields[key].related_model, table[key], **{fields[key].field.name: row})
        return row

    def _value(self, field, said):
        if field.is_relation:
            return self.called(field.related_model, said)
        if field.get_internal_type() == "DateField":
            return timezone.localdate(self.now) + timedelta(days=said)
        return field.to_python(said)
