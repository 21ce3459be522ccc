"""A citizen who asks, as a browser sends it."""

import re
import secrets

SUBMISSION = re.compile(r'name="_submission" value="([0-9a-f]{32})"')


def ask_path(desk):
    return f"/questions/desks/{desk.slug}/ask/"


def go_on(client, desk, text, **fields):
    """Send the first screen."""
    return client.post(ask_path(desk), {"text": text, **fields})


def send(client, desk, text="路灯不亮", submission="", **fields):
    """Send the second screen."""
    fields = {"_step": "send", "_submission": submission or secrets.token_hex(16), "text": text, **fields}
    return client.post(ask_path(desk), fields)


def submission_of(answer):
    return SUBMISSION.search(answer.content.decode())[1]


def was_received(answer):
    return answer.status_code == 302 and answer["Location"].endswith("/questions/track/receipt/")
