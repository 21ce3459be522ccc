"""Puts together, row by row, what two editors have changed at once, in the POST of the second."""

from django.http import QueryDict

from text.numbers import number_in

from .posted import says, write


class PostedRows:
    """The rows of one formset in the POST `typed`, each a QueryDict.

    The form of an item knows its rows by their keys (`keep_keys`). The form of a proposed version has no keys, and
    knows its rows by what they hold.
    """

    def __init__(self, typed, formset, *, keep_keys):
        self.typed, self.formset, self.keep_keys = typed, formset, keep_keys
        self.form, self.key = formset.empty_form, formset.model._meta.pk.name
        self.names = [name for name in self.form.fields if name not in {"DELETE", self.key, formset.fk.name}]
        self.rows = self._read()

    def settle(self, theirs, before):
        """Write into the POST what the rows have become after the changes of both editors.

        `before` are the rows in the snapshot from which both began, `theirs` the rows that the other editor has saved.
        What only the other has changed, added or deleted is taken over. What the typist has touched stays as it was
        typed; where the other has deleted that row, it becomes a new row. In a proposed version, a row that both have
        changed is there twice.
        """
        now_at, added = _by_place(theirs, before)
        stored, new = [], []
        for row, place in zip(self.rows, self._places(before), strict=True):
            now = now_at.get(place)
            known = next((one for one in added if self.keep_keys and self._is(row, one)), None)
            if known:  # the row was in the form when it was filled, so it is the typist's to change
                added.remove(known)
                stored.append(row)
            elif place is None:
                # A row that both have added alike is there once.
                if not (row.get("DELETE") or any(self._says(row, one) for one in added)):
                    row[self.key] = ""
                    new.append(row)
            elif row.get("DELETE"):
                stored += [row] if now and self.keep_keys else []
            elif now:
                stored.append(self._merged(row, before[place], now))
            elif not self._says(row, before[place]):
                row[self.key] = ""
                new.append(row)
        self._write([*stored, *(self._as_typed(row) for row in added)], new)

    def _read(self):
        """Return the rows that were sent, without new ones that hold only what they began with."""
        prefix, sent = f"{self.formset.prefix}-", {}
        total = number_in(self.typed.get(f"{prefix}TOTAL_FORMS", ""), 0)
        for name, values in self.typed.lists():
            number, _dash, field = name.removeprefix(prefix).partition("-")
            if name.startswith(prefix) and number_in(number) in range(total):
                sent.setdefault(int(number), QueryDict(mutable=True)).setlist(field, values)
        rows = [sent[number] for number in sorted(sent)]
        blank = {name: self.form.get_initial_for_field(self.form.fields[name], name) for name in self.names}
        return [row for row in rows if row.get(self.key) or not self._says(row, blank)]

    def _says(self, row, stored):
        return all(says(row, self.form, name, stored.get(name)) for name in self.names)

    def _places(self, before):
        """Return, for each row, its place in `before`, or None for a new row."""
        places = []
        for row in self.rows:
            left = (place for place in range(len(before)) if place not in places)
            places.append(next((place for place in left if self._is(row, before[place])), None))
        return places

    def _is(self, row, stored):
        return row.get(self.key) == str(stored["id"]) if self.keep_keys else self._says(row, stored)

    def _merged(self, row, before, now):
        for name in self.names:
            if says(row, self.form, name, before.get(name)):
                write(row, self.form, name, now.get(name))
        return row

    def _as_typed(self, row):
        typed = QueryDict(mutable=True)
        for name in self.names:
            write(typed, self.form, name, row.get(name))
        typed[self.key] = str(row["id"])
        return typed

    def _write(self, stored, new):
        """Replace the rows in the POST by these. The stored ones come first, as a formset wants them."""
        prefix = f"{self.formset.prefix}-"
        for name in list(self.typed):
            if name.startswith(prefix) and name.removeprefix(prefix).partition("-")[0].isdecimal():
                del self.typed[name]
        self.typed[f"{prefix}TOTAL_FORMS"] = str(len(stored) + len(new))
        self.typed[f"{prefix}INITIAL_FORMS"] = str(len(stored) if self.keep_keys else 0)
        for number, row in enumerate([*stored, *new]):
            if self.keep_keys:
                row[self.formset.fk.name] = str(self.formset.instance.pk)
            else:
                row.pop(self.key, None)
            for name, values in row.lists():
                self.typed.setlist(f"{prefix}{number}-{name}", values)


def _by_place(theirs, before):
    """Return {place in `before`: what has become of that row}, and a list of the rows that were added."""
    now_at, added = {}, []
    for row in theirs:
        left = [place for place in range(len(before)) if place not in now_at]
        by_key = (place for place in left if row["id"] and row["id"] == before[place]["id"])
        alike = (place for place in left if not row["id"] and {**before[place], "id": None} == row)
        place = next(by_key, next(alike, None))
        if place is None:
            added.append(row)
        else:
            now_at[place] = row
    return now_at, added
