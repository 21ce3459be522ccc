"""Something breaks at three at night: what a reader sees, what the log, the mail, the probes and the metrics tell.

python soak/watching.py [sqlite|postgresql [PART…]]

A citizen's telephone number is in whatever is sent to the site. It must be in no log, no mail and no metric.
"""

import json
import os
import re
import signal
import sys
import time
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from databases import free_port
from real_site import Site

CANARY, STREET = "13800004321", "望禾巷七十七号九室"
TOKEN = "soak-soak-soak-soak-soak"
broken = []


def promise(kept, words):
    print(f"  {'kept  ' if kept else 'BROKEN'}  {words}")
    if not kept:
        broken.append(words)


class Postbox:
    """The mail server of ADMINS."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  (aiosmtpd calls it so)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    postbox = Postbox()
    smtp = Controller(postbox, hostname="127.0.0.1", port=free_port())
    smtp.start()
    told = {
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
        "ADMINS": "duty@qinghe.example",
        "LOG_FORMAT": "json",
        "LOG_REQUESTS": "true",
        "METRICS_TOKEN": TOKEN,
    }
    try:
        with Site(kind, redis=True, variables=told) as site:
            for part in (quiet, an_error, mail_server_gone, killed_worker, database_frozen, nothing_private):
                if not sys.argv[2:] or part.__name__ in sys.argv[2:]:
                    print(part.__doc__)
                    part(site, postbox, smtp)
    finally:
        if smtp.server:
            smtp.stop()
    if broken:
        sys.exit(f"{len(broken)} broken: {'; '.join(broken)}")
    print("Everything kept.")


def quiet(site, postbox, _smtp):
    """Nothing is wrong"""
    probe = site.visitor()
    alive, ready = probe.get("/healthz", headers={"Host": "10.9.8.7"}), probe.get("/readyz", headers={"Host": "x"})
    promise((alive.status, alive.text) == (200, "ok\n"), f"/healthz at a foreign host: {alive.status} {alive.text!r}")
    promise(ready.status == 200, f"/readyz: {ready.status} {ready.text}")
    promise(probe.get("/metrics").status == 401, "/metrics without the token: 401")
    reader = site.visitor()
    for _time in range(20):
        reader.get("/questions/desks/")
    reader.get(f"/nothing/{CANARY}/")
    promise(counted(site, route="questions:desks") == 20, "20 pages of two workers are counted as 20")
    promise(not postbox.letters, "nobody is written to")


def an_error(site, postbox, _smtp):
    """The database refuses questions"""
    refuse(site)
    reader = site.visitor()
    desk = re.search(r'/questions/desks/[^/"]+/ask/', reader.get("/questions/desks/", follow=True).text + desks(reader))
    page = reader.get(desk[0])
    answer = reader.submit(page, {"text": f"楼道灯不亮，请打{CANARY}，我住{STREET}。", "agreed": "on"}, having="text")
    answer = again(reader, answer)
    number = answer.headers.get("X-Request-ID", "")
    print(f"    a reader sees ({answer.status}): {words(answer.text)}")
    promise(answer.status == 500 and bool(number), "the error page comes, with a number in the header")
    promise(number in answer.text, "the same number stands on the page")
    promise("告诉技术人员" in answer.text, "it says that somebody is told")
    wait(lambda: postbox.letters)
    letter = postbox.letters[-1] if postbox.letters else None
    promise(letter is not None and number in letter["Subject"], f"the mail: {letter and letter['Subject']}")
    print("    " + (letter.get_content() if letter else "").replace("\n", "\n    "))
    lines = [line for line in json_lines(site) if line.get("request") == number]
    promise(any(line["level"] == "ERROR" for line in lines), f"the log has {len(lines)} lines under the number")
    for line in lines:
        print("    " + json.dumps(line, ensure_ascii=False)[:300])
    for _time in range(5):
        again(
            reader, reader.submit(reader.get(desk[0]), {"text": "楼道灯不亮，第二次。", "agreed": "on"}, having="text")
        )
    promise(len(postbox.letters) == 1, f"the same error five times more: {len(postbox.letters)} mail in all")


def mail_server_gone(site, postbox, smtp):
    """The mail server is gone too"""
    smtp.stop()
    site.statement("DROP TRIGGER refused_by_the_drill" + (" ON questions_case" if on_postgresql(site) else ""))
    started = time.monotonic()
    site.manage("deletecontacts", "--nonsense", check=False)
    site.shell("import logging; logging.getLogger('portal').error('something else')")
    promise(
        time.monotonic() - started < 60, f"a command that tells of an error ends: {time.monotonic() - started:.0f} s"
    )
    promise(site.visitor().get("/").status == 200, "the front page is there")


def killed_worker(site, _postbox, _smtp):
    """A worker is killed"""
    before = counted(site, route="questions:desks")
    os.kill(site.server.worker_pids()[0], signal.SIGKILL)
    time.sleep(3)
    site.visitor().get("/questions/desks/")
    promise(counted(site, route="questions:desks") == before + 1, f"the counters go on from {before:.0f}")


def database_frozen(site, _postbox, _smtp):
    """The database stands still"""
    if not on_postgresql(site):
        print("    (on PostgreSQL alone)")
        return
    site.database.freeze()
    try:
        started = time.monotonic()
        answer = site.visitor().get("/readyz")
        seconds = time.monotonic() - started
        promise(answer.status == 503 and seconds < 4, f"/readyz: {answer.status} {answer.text} after {seconds:.1f} s")
        told = []  # each worker believes for five seconds what it has counted
        wait(lambda: told.append(metrics(site)) or "jinlin_database_up 0.0" in told[-1])
        promise("jinlin_database_up 0.0" in told[-1], "the metrics come and say that it is away")
    finally:
        site.database.thaw()
    started = time.monotonic()
    wait(lambda: site.visitor().get("/readyz").status == 200, 60)
    answer = site.visitor().get("/readyz")
    promise(answer.status == 200, f"/readyz is well again after {time.monotonic() - started:.1f} s: {answer.text}")


def nothing_private(site, postbox, _smtp):
    """What was typed is nowhere"""
    told = {"log": site.log(), "mail": "".join(map(str, postbox.letters)), "metrics": metrics(site)}
    told["mail"] += "".join(letter.get_content() for letter in postbox.letters)
    for where, text in told.items():
        found = [canary for canary in (CANARY, STREET) if canary in text]
        promise(bool(text) and not found, f"{where}: {len(text)} characters, {found or 'nothing of the citizen'}")


def refuse(site):
    """Let the database refuse every new question, with its text in the error."""
    if on_postgresql(site):
        site.statement(
            "CREATE FUNCTION refuse_by_the_drill() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'refused: \"%\"', NEW.text; END $$"
        )
        site.statement(
            "CREATE TRIGGER refused_by_the_drill BEFORE INSERT ON questions_case "
            "FOR EACH ROW EXECUTE FUNCTION refuse_by_the_drill()"
        )
    else:
        site.statement(
            "CREATE TRIGGER refused_by_the_drill BEFORE INSERT ON questions_case "
            f"BEGIN SELECT RAISE(ABORT, 'refused: \"{CANARY}\"'); END"
        )


def on_postgresql(site):
    return type(site.database).__name__ == "PostgreSQL"


def desks(reader):
    """The pages of all desks, one after the other."""
    found = re.findall(r'href="(/questions/desks/[^/"]+/)"', reader.get("/questions/desks/").text)
    return "".join(reader.get(path).text for path in dict.fromkeys(found))


def again(reader, answer):
    """Send a form that only wanted to be read once more (a preview) again."""
    return reader.submit(answer, having="text") if answer.status == 200 and 'name="text"' in answer.text else answer


def metrics(site):
    answer = site.visitor().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    return answer.text if answer.status == 200 else ""


def counted(site, route):
    found = re.findall(rf'^jinlin_requests_total{{.*route="{route}".*}} (\S+)$', metrics(site), re.MULTILINE)
    return sum(map(float, found))


def json_lines(site):
    return [json.loads(line) for line in site.log().splitlines() if line.startswith("{")]


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<head>.*?</head>|<[^>]+>", " ", html, flags=re.DOTALL)).strip()


def wait(holds, seconds=10):
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.1)


if __name__ == "__main__":
    main()
