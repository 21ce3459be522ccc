"""How the suite itself runs: what it keeps and puts back, in which order, and which tests where."""
