"""Snapshots are all that an item holds, as plain data: taken, compared, merged, put back, or looked at in memory.

A snapshot is `{"fields": {name: value}, "links": {name: [key, …]}, "rows": {name: [{"id": key, field: value}, …]}}`. It
has the fields that editors fill, the many-to-many relations, and the rows of the relations that the model names in
`parts`. A foreign key is written as its key. Snapshots are compared by value.
"""

from .content import content_fields, content_links, label_of, relation_of, row_fields
from .faults import faults
from .merging import both_changed, content_differs, merge, names_differing
from .pruning import pruned
from .restoring import as_item, fill, rows_of, write_back
from .taking import fields_of, plain, row_data, snapshot_of, snapshots_of
