"""What each role may do with documents."""

from declarations.roles import REVIEWERS, WRITERS, permissions

GRANTS = [
    (WRITERS, permissions("documents", "add change view", "document")),
    (REVIEWERS, permissions("documents", "delete", "document")),
]
