"""What each role may do with the city."""

from declarations.roles import KEEPER, WRITERS, permissions

GRANTS = [
    (WRITERS, permissions("directory", "view", "place authority hotline")),
    ([KEEPER], permissions("directory", "add change delete view", "place authority hotline")),
]
