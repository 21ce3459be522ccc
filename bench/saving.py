"""What saving costs: the sample loaded once, and the statements that each thing sends which the desk does most.

    .venv/bin/python bench/saving.py                  # SQLite, in a temporary folder
    DATABASE_URL=postgres://… .venv/bin/python bench/saving.py   # in a scratch database of that server
    … bench/saving.py each                            # name every statement too

A form is saved as a browser sends it. Of each it is told how many statements were sent, and how many of these went to
the tables of the index. BEGIN, COMMIT and savepoints are not counted.
"""

import re
import sys
import time
from collections import Counter
from contextlib import contextmanager
from io import StringIO

import scratch  # stands first: it sets Django up

# isort: split
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.models import Article
from editorial.tests.desk import form_of
from notices.models import Notice
from questions.models import Answer

OF_THE_FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
KINDS = {Article: "articles_article", Notice: "notices_notice", Answer: "questions_answer"}


@contextmanager
def counted():
    """Give a list of the statements that are sent within this context."""
    sent = []

    def note(execute, sql, params, many, context):
        if not sql.startswith(OF_THE_FRAME):
            sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


def tell(name, sent):
    index = [sql for sql in sent if "search_" in sql]
    written = sum("INSERT INTO search_grams" in sql or "COPY search_grams" in sql for sql in index)
    print(f"{name:<42} {len(sent):6} statements, {len(index):5} of the index", end="")  # noqa: T201
    print(f", {written} times written" if written else "", flush=True)  # noqa: T201
    if "each" in sys.argv:
        for sql, times in Counter(re.sub(r"\s+", " ", sql)[:230] for sql in sent).items():
            print(f"    {times} × {sql}")  # noqa: T201


def load():
    """Load the sample; return how many seconds the processor worked at it."""
    started = time.process_time()
    call_command("loadsample", stdout=StringIO())
    return time.process_time() - started


def desk_client():
    person = get_user_model().objects.create_user("bench", is_staff=True)
    person.groups.set(Group.objects.filter(name__in=["三审总编", "管理员"]))
    client = Client()
    client.force_login(person)
    return client


def save(client, item, **fields):
    """Save the form of `item` with `fields` typed into it; return the statements."""
    address = reverse(f"admin:{KINDS[type(item)]}_change", args=[item.pk])
    name = KINDS[type(item)].partition("_")[2]
    data = {**form_of(client.get(address), f"{name}_form"), **fields}
    with counted() as sent:
        response = client.post(address, data)
    assert response.status_code == 302, response.context["errors"]  # noqa: S101
    return sent


def decide(client, item, action):
    page = reverse(f"admin:{KINDS[type(item)]}_decide", args=[item.pk, action])
    data = {"seen": item.version, "comment": "写错了。"}
    with counted() as sent:
        response = client.post(page, data)
    assert response.status_code == 302, response.content.decode()[:3000]  # noqa: S101
    return sent


def main():
    with scratch.database():
        connection.force_debug_cursor = False
        with counted() as sent:
            seconds = load()
        tell(f"{connection.vendor}: the sample in {seconds:.2f} s", sent)
        client = desk_client()
        for model in KINDS:
            drafts, live = model.objects.filter(state="draft"), model.objects.published()
            for kind, item in (("draft", drafts.first()), ("live", live.first())):
                if item is None:
                    continue
                word = {"_readers-is_minor": "on"} if kind == "live" else {}
                # What is asked once in a process is known after this.
                save(client, item, title=f"{item.title[:20]}又", **word)
                item.refresh_from_db()
                tell(f"a {kind} {model._meta.model_name} saved", save(client, item, title=item.title[:20], **word))
                tell(f"a {kind} {model._meta.model_name} saved unchanged", save(client, item, **word))
        item = Article.objects.filter(state="in_review", review_level=3).first()
        if item:
            tell("an article approved", decide(client, item, "pass"))
        item = Article.objects.published().first()
        tell("an article withdrawn", decide(client, item, "withdraw"))


if __name__ == "__main__":
    main()
