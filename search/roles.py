"""What each role may do with promoted results, and with searches that found nothing."""

from declarations.roles import KEEPER, REVIEWERS, WRITERS, permissions

GRANTS = [
    (WRITERS, permissions("search", "view", "promotedresult")),
    (REVIEWERS, permissions("search", "add change delete", "promotedresult")),
    (REVIEWERS, permissions("search", "view", "fruitlesssearch")),
    ([KEEPER], permissions("search", "add change delete view", "promotedresult")),
    ([KEEPER], permissions("search", "view", "fruitlesssearch")),
]
