from declarations.roles import KEEPER

GRANTS = [((KEEPER,), ["jobs.view_run"])]
