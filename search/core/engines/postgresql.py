"""The engine for PostgreSQL: a tsvector of our own tokens under a GIN index.

Its table is so narrow that the newest keys are found quickly. GIN knows nothing of an order: to find a word that is in
half of all entries, it would read all of these. So every entry carries a token for the span of time that it belongs to.
A word is looked for in the newest span, then in the two before it, then in four, until enough entries are found. The
cost depends on what a span holds, not on the archive.
"""

from contextlib import contextmanager

from django.db import connection

INDEX = "CREATE INDEX search_grams_tokens ON search_grams USING gin (grams)"
SPAN = 52  # bits of a key that differ within a span, 51 days (see `moments`); entries without a date are in the first
MOST_SPANS = 64  # spans that are looked through at once
# Tokens are kept apart from their row at any length, so that a query which meets many rows for one word reads little.
# The function runs with settings of its own: the planner takes opening a row for cheap, and would rather read all rows.
# For the same reason the keys are written as sums: this keeps the planner from walking through the rows in their order.
CREATE = [
    "CREATE TABLE search_grams (rowid bigint PRIMARY KEY, grams tsvector NOT NULL) WITH (toast_tuple_target = 128)",
    INDEX,
    f"""
    CREATE FUNCTION search_newest(having_all tsquery, in_order tsquery, until bigint, most int)
    RETURNS TABLE (key bigint)
    LANGUAGE plpgsql STABLE SET enable_seqscan = off SET jit = off AS $$
    DECLARE
        newest bigint := LEAST(until, (SELECT max(rowid) FROM search_grams)) >> {SPAN};
        oldest bigint := (SELECT min(rowid) FROM search_grams WHERE rowid >= 1::bigint << {SPAN}) >> {SPAN};
        last bigint := newest;
        width int := 1;
        wanted int := most;
        first bigint;
        found int;
    BEGIN
        WHILE last >= 0 AND wanted > 0 LOOP
            first := GREATEST(last - width + 1, LEAST(oldest, last));
            RETURN QUERY
                SELECT rowid FROM search_grams
                WHERE grams @@ (
                        having_all
                        && (SELECT string_agg('s_' || span, ' | ') FROM generate_series(first, last) AS span)::tsquery
                    )
                    AND (in_order IS NULL OR grams @@ in_order)
                    AND rowid + 0 <= until
                ORDER BY rowid + 0 DESC
                LIMIT wanted;
            GET DIAGNOSTICS found = ROW_COUNT;
            wanted := wanted - found;
            last := CASE WHEN first > COALESCE(oldest, 0) THEN first - 1 WHEN first > 0 THEN 0 ELSE -1 END;
            width := LEAST(2 * width, {MOST_SPANS});
        END LOOP;
    END
    $$
    """,
]
NEWEST = "search_newest(%s::tsquery, %s::tsquery, %s, %s)"
DROP = ["DROP FUNCTION search_newest", "DROP TABLE search_grams"]
LAST_POSITION = 16_383  # the last one that a tsvector knows
# A tsvector keeps no more than 256 positions of a token. An entry in which a token has so many carries the mark
# UNCOUNTED, and is found by its tokens in whatever order: rather once too often than not at all.
UNCOUNTED, MOST_PLACES = "uncounted_1", 255


def write(rows):
    with connection.cursor() as cursor, cursor.copy("COPY search_grams (rowid, grams) FROM STDIN") as copy:
        for key, tokens in rows:
            copy.write_row((key, _vector([*tokens, f"s_{key >> SPAN}"])))


@contextmanager
def filling():
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX search_grams_tokens")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(INDEX)


def tidy():
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_grams_tokens')")


def terms(lookup):
    """Return the query that the index answers, and the one that asks for the order of tokens too.

    The second is None where no phrase has more than one token.
    """
    phrases, without, scope = lookup.phrases, lookup.without, lookup.scope
    tokens = [*map(_quoted, lookup.marks), *(_row(phrase, scope, " & ") for phrase in phrases)]
    if not any(len(phrase.tokens) > 1 for phrase in (*phrases, *without)):
        return " & ".join([*tokens, *(f"!{_row(phrase, '', ' & ')}" for phrase in without)]), None
    # Tokens of a refused phrase may well be there apart from one another. The index cannot tell, so the first query
    # does not refuse them.
    in_order = [
        f"({_row(phrase, scope, ' <-> ')} | ({_quoted(UNCOUNTED)} & {_row(phrase, scope, ' & ')}))"
        for phrase in phrases
    ]
    refused = [f"!{_row(phrase, '', ' <-> ')}" for phrase in without]
    return " & ".join(tokens), " & ".join([*in_order, *refused])


def _row(phrase, scope, between):
    tokens = [_quoted(f"{scope}{token}") for token in phrase.tokens]
    return f"({between.join(tokens)}{':*' if phrase.is_open else ''})"


def _quoted(token):
    return f"'{token}'"  # a token is letters, digits and underscores (see `grams`)


def _vector(tokens):
    """Return `tokens` as PostgreSQL writes a tsvector: 'each':1,2,3."""
    places = {}
    for place, token in enumerate(tokens, start=1):
        place = min(place, LAST_POSITION)
        places[token] = f"{places[token]},{place}" if token in places else place
    uncounted = [_quoted(UNCOUNTED)] if any(str(found).count(",") >= MOST_PLACES for found in places.values()) else []
    return " ".join([*uncounted, *(f"'{token}':{found}" for token, found in places.items())])
