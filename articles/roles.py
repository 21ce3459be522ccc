"""What each role may do with topics, columns and contributors."""

from declarations.roles import KEEPER, REVIEWERS, WRITERS, permissions

GRANTS = [
    (WRITERS, permissions("articles", "view", "column topic contributor")),
    (REVIEWERS, permissions("articles", "add change", "topic")),
    ([KEEPER], permissions("articles", "add change delete view", "column topic contributor")),
]
