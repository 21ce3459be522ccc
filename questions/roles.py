"""What each role may do with cases and their desks."""

from declarations.roles import KEEPER, WRITERS, permissions

GRANTS = [
    (WRITERS, permissions("questions", "add change view", "case")),
    (WRITERS, permissions("questions", "view", "desk")),
    ([KEEPER], permissions("questions", "add change delete view", "desk category specialday")),
    ([KEEPER], permissions("questions", "view", "contactlook")),
]
