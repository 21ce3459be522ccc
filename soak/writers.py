"""People who write while a drill breaks something: askers, reporters, reviewers, clerks, photographers.

Each keeps what the site has acknowledged (a redirect after a form, a card after a picture). What got no answer may have
been taken or not; whoever wrote it does what people do: an asker sends the same form again, the others look and go on.
"""

import itertools
import os
import random
import threading
from collections import Counter
from http.client import HTTPException
from io import BytesIO

from PIL import Image

# Counts what was sent as acknowledged before there is an answer: to see that a drill finds what is lost.
EAGER = bool(os.environ.get("EAGER"))
ASKERS_PHONE = "5550131"
PAUSE = (0.1, 0.5)  # seconds between two things that one of them does
_colours = itertools.count(1)


def picture():
    """Return a JPEG that no other is like."""
    number, file = next(_colours), BytesIO()
    image = Image.new("RGB", (640, 480), (number % 256, number // 256 % 256, 90))
    image.paste((255 - number % 256, 40, 160), (number % 600, number % 400, number % 600 + 40, number % 400 + 60))
    image.save(file, "JPEG")
    return file.getvalue()


class Writer(threading.Thread):
    """One of them, in a thread of its own from `start` until `end` is set."""

    kind = ""

    def __init__(self, site, end, number=1):
        super().__init__(daemon=True)
        self.site, self.end, self.number = site, end, number
        self.acknowledged, self.seconds, self.unanswered, self.faults = [], [], 0, Counter()
        self.count = 0

    def run(self):
        while not self.end.is_set():
            self.count += 1
            try:
                self.write()
            except (OSError, HTTPException):
                self.unanswered += 1
            self.end.wait(random.uniform(*PAUSE))

    def send(self, what, ask, *arguments, **options):
        """Call `ask`, and keep `what` if it was acknowledged; return the answer. One that is no redirect is a fault."""
        if EAGER:
            self.acknowledged.append(what)
        answer = ask(*arguments, **options)
        self.seconds.append(answer.seconds)
        if answer.status != 302:
            self.faults[f"{answer.path} {answer.status}"] += 1
        elif not EAGER:
            self.acknowledged.append(what)
        return answer

    def write(self):
        raise NotImplementedError


class Asker(Writer):
    """Asks, each time as somebody else, every second time with a picture; sends the same form again if need be."""

    kind = "questions"

    def write(self):
        asker = self.site.visitor()
        text = f"我们楼下的路灯不亮，第{self.number}片第{self.count}盏，谁来修？"
        page = asker.get("/questions/desks/duzhe-rexian/ask/")
        second = asker.submit(page, {"text": text}, having="_submission")
        files = [("pictures", "a.jpg", picture(), "image/jpeg")] if self.count % 2 else []
        typed = {"name": "王女士", "telephone": ASKERS_PHONE}
        for _again in range(6):
            try:
                self.send((text, bool(files)), asker.submit, second, typed, files, having="_submission")
                return
            except (OSError, HTTPException):
                self.unanswered += 1
                self.end.wait(0.3)


class Saver(Writer):
    """Saves one article again and again, each time with another headline."""

    kind = "article saves"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.me, self.pk = self.site.person("reporter"), None

    def write(self):
        if self.pk is None:
            self.pk = add_article(self.me, f"天天都改的稿子{self.number}")
            return
        page = self.me.get(f"/admin/articles/article/{self.pk}/change/")
        title = f"改到第{self.count}次的稿子"
        changed = {"title": title, "_continue": "1"}
        self.send((self.pk, title), self.me.submit, page, changed, having="title")


class Publisher(Writer):
    """Brings one article after the other through the reviews, up to the readers."""

    kind = "decisions"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.people = {name: self.site.person(name) for name in ("reporter2", "editor1", "editor2", "chief")}
        self.public = []

    def write(self):
        writer = self.people["reporter2"]
        pk = add_article(writer, f"要见报的第{self.count}篇稿子")
        if pk is None:
            self.faults["not added"] += 1
            return
        steps = [("reporter2", "submit"), ("editor1", "pass"), ("editor2", "pass"), ("chief", "pass")]
        for level, (name, action) in enumerate(steps):
            person = self.people[name]
            at = f"/admin/articles/article/{pk}/"
            page = person.get(f"{at}change/")
            form = page.form_to(f"/decide/{action}/")
            if form is None:  # it was done before the answer got lost
                continue
            answer = self.send((pk, level), person.post, form.action, form.fields, referer=f"{at}change/")
            if answer.status != 302:
                return
        if self.site.visitor().get(f"/articles/{pk}/").status == 200:
            self.public.append(pk)


class Clerk(Writer):
    """Enters notices."""

    kind = "notices"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.me = self.site.person("editor1")
        kinds = self.site.statement("SELECT id FROM notices_kind WHERE nature = 'outage' ORDER BY id")
        self.a_kind = kinds[0][0]
        ((self.an_authority,),) = self.site.statement("SELECT id FROM directory_authority ORDER BY id LIMIT 1")

    def write(self):
        page = self.me.get("/admin/notices/notice/add/")
        title = f"第{self.number}处第{self.count}次计划停水"
        typed = {
            "title": title,
            "body": "<p>因管网维修，计划停水。</p>",
            "kind": self.a_kind,
            "issued_on": "2026-01-05",
            "effective_from": "2026-01-06",
            "who": "桃花新村全体住户",
            "what_to_do": "提前储水。",
            "authority": self.an_authority,
        }
        self.send(title, self.me.submit, page, typed, having="title")


class Officer(Writer):
    """Takes one case after the other: claims it, writes a note, answers the asker, closes it."""

    kind = "case steps"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.me = self.site.person("reporter")

    def write(self):
        waiting = self.site.statement(
            "SELECT id FROM questions_case WHERE status = 'received' AND reporter_id IS NULL AND NOT is_held"
            " AND desk_id = (SELECT id FROM questions_desk WHERE slug = 'duzhe-rexian') ORDER BY id LIMIT 1"
        )
        if not waiting:
            self.end.wait(0.5)
            return
        ((pk,),) = waiting
        at = f"/admin/questions/case/{pk}/"
        steps = [
            ("claimed", "claim", {}),
            ("noted", "note", {"internal": f"记下第{self.count}笔"}),
            ("answered", "answer", {"reply": f"<p>第{self.count}盏灯明天修。</p>"}),
        ]
        for kind, action, typed in steps:
            answer = self.send((pk, kind), self.me.post, f"{at}actions/{action}/", typed, referer=at)
            if answer.status != 302:
                return


class Photographer(Writer):
    """Adds pictures to the library, one after the other, as the page that takes many does."""

    kind = "photo uploads"

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.me = self.site.person("editor2")

    def write(self):
        import json

        file = ("file", f"照片{self.count}.jpg", picture(), "image/jpeg")
        answer = self.me.post("/admin/photos/photo/upload/", {}, [file], referer="/admin/photos/photo/")
        if answer.status == 200:
            self.acknowledged.append(json.loads(answer.text)["id"])
        else:
            self.faults[f"{answer.path} {answer.status}"] += 1


def add_article(person, title):
    """Enter a draft that may be published; return its key, None where it was not taken."""
    page = person.get("/admin/articles/article/add/")
    column = page.options("column")[0]
    typed = {
        "title": title,
        "body": "<p>本报讯　电梯昨日启用。</p>",
        "summary": "一个单元的住户商量了大半年。",
        "source": "青禾晚报",
        "column": column,
        "_continue": "1",
    }
    answer = person.submit(page, typed, having="title")
    parts = answer.leads_to.split("/")
    return int(parts[4]) if answer.status == 302 and len(parts) > 5 else None
