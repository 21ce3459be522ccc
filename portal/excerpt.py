class Excerpt(list):
    """The first `most` of `rows`. `is_cut` says whether there are more; then a page links to them."""

    def __init__(self, rows, most):
        rows = list(rows)
        super().__init__(rows[:most])
        self.is_cut = len(rows) > most
