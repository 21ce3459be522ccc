"""What each role may do with kinds of notices and documents."""

from declarations.roles import KEEPER, REVIEWERS, WRITERS, permissions

GRANTS = [
    (WRITERS, permissions("notices", "view", "kind")),
    (WRITERS, permissions("notices", "add change view", "document")),
    (REVIEWERS, permissions("notices", "delete", "document")),
    ([KEEPER], permissions("notices", "add change delete view", "kind")),
]
