"""Who makes pages grey."""

from declarations.roles import FINAL_REVIEWER, KEEPER, permissions

GRANTS = [([FINAL_REVIEWER, KEEPER], permissions("mourning", "add change delete view", "mourning"))]
