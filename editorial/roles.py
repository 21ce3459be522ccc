"""What each role may do with the reviews, the record and the people of the newsroom."""

from declarations.roles import FINAL_REVIEWER, FIRST_REVIEWER, KEEPER, REVIEWERS, SECOND_REVIEWER, WRITERS, permissions

GRANTS = [
    (WRITERS, permissions("editorial", "view", "watchedword")),
    (REVIEWERS, permissions("editorial", "add change delete", "watchedword")),
    ([*REVIEWERS, KEEPER], permissions("editorial", "view", "entry")),
    ([FIRST_REVIEWER], ["editorial.first_review"]),
    ([SECOND_REVIEWER], ["editorial.second_review"]),
    ([FINAL_REVIEWER], ["editorial.final_review", "editorial.export_record"]),
    ([KEEPER], permissions("auth", "add change delete view", "user")),
    ([KEEPER], permissions("auth", "view", "group")),
]
