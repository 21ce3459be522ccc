"""What each role may do with the picture library."""

from declarations.roles import FINAL_REVIEWER, KEEPER, WRITERS, permissions

GRANTS = [
    (WRITERS, permissions("photos", "add change view", "photo")),
    ([FINAL_REVIEWER], ["photos.change_in_approved_use"]),
    ([KEEPER], permissions("photos", "add change delete view", "photo")),
]
