"""The engine for SQLite: FTS5, fed with our own tokens.

Its rows are kept in the order of their keys, so the newest are met first.
"""

from contextlib import contextmanager

from django.db import connection

# The tokenizer `ascii` splits at spaces and takes whatever is not ASCII as it is, so every token stays whole.
CREATE = ["""CREATE VIRTUAL TABLE search_grams USING fts5(grams, tokenize="ascii tokenchars '_'", columnsize=0)"""]
DROP = ["DROP TABLE search_grams"]
# The newest keys of what a Lookup finds, as a table; its values are `terms`, the last key that counts, and how many.
NEWEST = "(SELECT rowid AS key FROM search_grams WHERE grams MATCH %s AND rowid <= %s ORDER BY rowid DESC LIMIT %s)"
LARGEST_STEP = 500  # pages of the index that one step of tidying merges


def write(rows):
    """Add `rows`, pairs of a key and the list of all tokens in their order."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_grams (rowid, grams) VALUES (%s, %s)",
            [(key, " ".join(tokens)) for key, tokens in rows],
        )


@contextmanager
def filling():
    """Within this context very much is written into a table that was empty."""
    yield


def tidy():
    """Merge what many writes have scattered. What is read meanwhile stays right."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_grams (search_grams, rank) VALUES ('merge', %s)", [LARGEST_STEP])


def terms(lookup):
    """Return the values with which NEWEST begins: `lookup` in the language of FTS5.

    Tokens between double quotes must follow one another.
    """
    required = [*(f'"{mark}"' for mark in lookup.marks), *(_phrase(phrase, lookup.scope) for phrase in lookup.phrases)]
    refused = "".join(f" NOT {_phrase(phrase, '')}" for phrase in lookup.without)
    return [f"({' AND '.join(required)}){refused}"]


def _phrase(phrase, scope):
    tokens = " ".join(f"{scope}{token}" for token in phrase.tokens)
    return f'"{tokens}"{" *" if phrase.is_open else ""}'
