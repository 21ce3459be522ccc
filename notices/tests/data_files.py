"""Reading the files of the open data as programs do."""

import csv
import io
import json

TABLE, JSON = "/notices/data.csv", "/notices/data.json"


def table(client, **parameters):
    """The rows of the table as {head: cell}."""
    text = b"".join(client.get(TABLE, parameters).streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def whole(client, **parameters):
    """The JSON file, read."""
    return json.loads(b"".join(client.get(JSON, parameters).streaming_content))


def listed(client, **parameters):
    return whole(client, **parameters)["notices"]
