"""Compares and merges two snapshots that began as one."""

from copy import deepcopy
from operator import ne

from django.db.models import Model

from .content import Row, Snapshot


def content_differs(model: type[Model], old: Snapshot, new: Snapshot) -> bool:
    """Whether two snapshots differ in more than the placement of the item."""

    def content(data: Snapshot) -> tuple:
        kept = {name: value for name, value in data["fields"].items() if name not in model.placement_fields}
        return kept, data["links"], data["rows"]

    return content(old) != content(new)


def merge(base: Snapshot, *, theirs: Snapshot, ours: Snapshot) -> Snapshot:
    """Return `ours`, with everything taken over from `theirs` that only they have changed since `base`."""
    merged = deepcopy(ours)
    for group in merged:
        for name, mine in merged[group].items():
            if mine == base[group].get(name):
                merged[group][name] = theirs[group].get(name, mine)
    return merged


def both_changed(base: Snapshot, *, theirs: Snapshot, ours: Snapshot) -> list[str]:
    """Return the names of what both have changed since `base`, and not to the same."""
    return [
        name
        for group in ours
        for name, mine in ours[group].items()
        if mine != base[group].get(name) and theirs[group].get(name) not in (base[group].get(name), mine)
    ]


def names_differing(model: type[Model], old: Snapshot, new: Snapshot) -> list[str]:
    """Return, sorted, the names of what differs between two snapshots.

    Only what both hold counts: a field that came into the model later, or went, is left out. Placement fields are left
    out too. The order of rows by itself is no difference, since a field of the rows tells it.
    """
    differ = {"fields": ne, "links": ne, "rows": _rows_differ}
    return sorted(
        name
        for group, differs in differ.items()
        for name in old[group].keys() & new[group].keys()
        if name not in model.placement_fields and differs(old[group][name], new[group][name])
    )


def _rows_differ(old_rows: list[Row], new_rows: list[Row]) -> bool:
    old, new = ({row["id"]: row for row in rows} for rows in (old_rows, new_rows))
    return old.keys() != new.keys() or any(
        old[key][name] != new[key][name] for key in old for name in old[key].keys() & new[key].keys()
    )
