"""What each role may do with kinds of notices."""

from declarations.roles import KEEPER, WRITERS, permissions

GRANTS = [
    (WRITERS, permissions("notices", "view", "kind")),
    ([KEEPER], permissions("notices", "add change delete view", "kind")),
]
