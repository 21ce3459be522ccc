class Excerpt(list):
    """The first `most` of `rows`, and whether there are more (`is_cut`), which a page then leads to."""

    def __init__(self, rows, most):
        rows = list(rows)
        super().__init__(rows[:most])
        self.is_cut = len(rows) > most
