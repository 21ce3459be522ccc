"""The doctor at a real site behind the nginx of `deploy/nginx/`: nothing on a healthy one, each fault by its sentence.

python soak/doctor.py [sqlite|postgresql]

Faults of rows and settings are seeded in the unit tests; here are those that a real nginx, database, Redis, disk and
mail server make. That qinghe.example leads to this nginx is played: no DNS knows it.
"""

import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from databases import free_port
from proxy import HOST, Nginx
from real_site import ROOT, Site

sys.path.insert(0, str(ROOT))
from operations.tests.mail_stand_in import receiving  # noqa: E402

# Runs a command of the site with the name of its host leading to the nginx of the drill.
AS_IF_NAMED = """
import os, socket, sys
ports = {{443: {tls}, 80: {plain}}}
there = socket.create_connection
def create_connection(address, *arguments, **options):
    host, port = address
    return there(("127.0.0.1", ports.get(port, port)) if host == "{host}" else address, *arguments, **options)
socket.create_connection = create_connection
sys.argv = ["manage.py", *{arguments}]
from django.core.management import execute_from_command_line
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
execute_from_command_line(sys.argv)
"""
LEGAL = {
    "NEWSPAPER_NAME": "临江晚报", "NEWSPAPER_CITY": "临江市", "NEWSPAPER_MOTTO": "说近邻的事",
    "NEWSPAPER_HOTLINE": "5550140", "NEWSPAPER_SPONSOR": "临江晚报社", "NEWSPAPER_ADDRESS": "临江路1号",
    "NEWSPAPER_EMAIL": "duty@linjiang.example",
    "NEWSPAPER_ICP": "临ICP备1号", "NEWSPAPER_POLICE": "临公网安备1号", "NEWSPAPER_LICENSE": "许可证1号",
    "NEWSPAPER_REPORT_HOTLINE": "5550141", "ADMINS": "duty@linjiang.example", "ACCEL_REDIRECT": "/private-files/",
}  # fmt: skip
broken = []


class LastingNginx(Nginx):
    """One whose certificate is good for 90 days."""

    def _make_certificate(self):
        self._days("90")

    def _days(self, days):
        command = f"openssl req -x509 -newkey rsa:2048 -nodes -days {days} -subj /CN={HOST}".split()
        files = ["-keyout", self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem"]
        subprocess.run([*command, "-addext", f"subjectAltName=DNS:{HOST}", *files], check=True, capture_output=True)

    @contextmanager
    def otherwise(self, *changes, name="jinlin.conf"):
        """Have it run with `changes` of its configuration, pairs of old and new, and as before after that."""
        file = self.folder / name
        before = after = file.read_text()
        for old, new in changes:
            if old not in after:
                raise RuntimeError(f"{old} is not in {name}")
            after = after.replace(old, new)
        try:
            file.write_text(after)
            self.reload()
            yield
        finally:
            file.write_text(before)
            self.reload()

    def reload(self):
        subprocess.run(self._command("-q", "-s", "reload"), check=True, capture_output=True)
        time.sleep(1)


class Drill:
    def __init__(self, site, nginx):
        self.site, self.nginx = site, nginx

    def ask(self, *arguments, **variables):
        """Return (what `manage.py doctor` said, its exit status, the seconds that it took)."""
        code = AS_IF_NAMED.format(
            tls=self.nginx.port, plain=self.nginx.plain_port, host=HOST, arguments=repr(["doctor", *arguments])
        )
        trusted = {"SSL_CERT_FILE": str(self.nginx.folder / "fullchain.pem")}
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**self.site.environment, **trusted, **variables},
            capture_output=True,
            text=True,
        )
        return done.stdout + done.stderr, done.returncode, time.perf_counter() - began

    def finds(self, what, sentence, *only, status=1, **variables):
        said, ended, seconds = self.ask(*(["--only", *only] if only else []), **variables)
        kept = sentence in said and ended == status
        print(f"  {'kept  ' if kept else 'BROKEN'}  {what}: {sentence} ({seconds:.0f} s)")
        if not kept:
            broken.append(what)
            print("          " + said.strip().replace("\n", "\n          ")[-1500:])


def healthy(drill):
    """A healthy site: nothing is found"""
    drill.finds("healthy", "没有发现问题。", status=0)


def behind_another_proxy(drill):
    """The proxy, set up wrongly"""
    nginx, site = drill.nginx, drill.site
    with nginx.otherwise(("client_max_body_size 85m", "client_max_body_size 20m")):
        drill.finds("upload limit", "反向代理不收81 MB的表单", "proxy")
    with nginx.otherwise(
        ("location /media/ {", f"location /private/ {{ alias {site.var}/private/; }}\n    location /media/ {{")
    ):
        drill.finds("private folder", "谁都能读/private/probes/", "served")
    with nginx.otherwise(("location /media/ {", "location /media {")):
        drill.finds("alias without a slash", "谁都能读/media../private/probes/", "served")
    with nginx.otherwise((f"alias {site.var}/private/", f"alias {site.var}/nowhere/")):
        drill.finds("private files", "非公开文件发不出去", "served")
    with nginx.otherwise((f"alias {site.var}/media/", f"alias {site.var}/nowhere/")):
        drill.finds("pictures", "图片发不出去", "served")
    proxy = "snippets/jinlin-proxy.conf"
    with nginx.otherwise(("proxy_set_header X-Forwarded-Proto $scheme;", ""), name=proxy):
        drill.finds("circle", "无限跳转", "proxy")
    with nginx.otherwise(("$proxy_add_x_forwarded_for", '"$proxy_add_x_forwarded_for, 10.0.0.9"'), name=proxy):
        drill.finds("two proxies for one", "PROXY_COUNT是1，而请求经过了2层代理", "proxy")
    with nginx.otherwise(("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;", ""), name=proxy):
        drill.finds("proxy that appends nothing", "访客可以随意冒充地址", "proxy")
    with nginx.otherwise(("proxy_set_header Host $host;", ""), name=proxy):
        drill.finds("host not handed on", "不接受反向代理报来的域名", "proxy")
    with nginx.otherwise((str(site.server.port), str(free_port()))):
        drill.finds("server away", "反向代理回答503：它连不上网站的服务", "proxy")
    with nginx.otherwise(("return 301 https://$host$request_uri;", "return 200 hello;")):
        drill.finds("plain http", "用http访问，网站回答200", "proxy")
    nginx._days("5")
    nginx.reload()
    drill.finds("certificate", "证书还有4天到期", "certificate", status=0)
    nginx._days("90")
    nginx.reload()


def with_other_settings(drill):
    """Settings that are not those of the site"""
    drill.finds("wrong host", f"SITE_URL names {HOST}", ALLOWED_HOSTS="linjiang.example")
    drill.finds("no proxy count", "PROXY_COUNT is 0 behind a proxy", PROXY_COUNT="0")
    drill.finds("two for one", "PROXY_COUNT是2，而请求经过了1层代理", "proxy", PROXY_COUNT="2")
    drill.finds("DEBUG", "DEBUG开着，而读者能从", "settings", DEBUG="true")
    drill.finds("sample lines", "NEWSPAPER_ICP 没有设置", "settings", status=0, NEWSPAPER_ICP="1号（示例）")
    drill.finds("time zone", "TIME_ZONE现在是UTC", "time_zone", TIME_ZONE="UTC")
    drill.finds("mail refused", "拒收我们的信（550）", "mail", EMAIL_URL=refusing())


def refusing():
    """Return the address of a mail server that refuses everybody."""
    ready = threading.Event()
    told = {}

    def serve():
        with receiving() as server:
            server.refuses["RCPT"] = "550 no such person"
            told["url"] = "smtp://{}:{}".format(*server.server_address)
            ready.set()
            threading.Event().wait()

    threading.Thread(target=serve, daemon=True).start()
    ready.wait(10)
    return told["url"]


def without_what_it_needs(drill):
    """A disk that is full, a folder that cannot be written, Redis and the database away or frozen"""
    site = drill.site
    small = site.folder / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small], capture_output=True).returncode == 0:
        try:
            (small / "filling").write_bytes(bytes(4 * 2**20 * 97 // 100))
            drill.finds("disk", "97%，还剩0 MB", "disk", TMPDIR=str(small))
        finally:
            subprocess.run(["umount", small], check=True)
    else:
        print("  left out  disk: no file system can be mounted here")
    Path(site.var, "media").rename(site.var / "kept")
    Path(site.var, "media").write_text("a file where a folder should be")
    drill.finds("media", "存放图片（media）的地方写不进文件", "files")
    Path(site.var, "media").unlink()
    Path(site.var, "kept").rename(site.var / "media")
    for how, back in ((site.redis.freeze, site.redis.thaw), (site.redis.stop, site.redis.start)):
        how()
        drill.finds(f"Redis: {how.__name__}", "Redis）没有应答", "cache")
        back()
    if site.database.vendor == "postgresql":
        for how, back in ((site.database.freeze, site.database.thaw), (site.database.stop, site.database.start)):
            how()
            drill.finds(f"PostgreSQL: {how.__name__}", "数据库没有应答，无法检查", "database", "people")
            back()
        site.database.read_only()
        drill.finds("read-only", "数据库只能读", "database")
        site.database.read_only(False)


def in_the_database(drill):
    """What somebody did in the database by hand"""
    statement = drill.site.statement
    ten = "SELECT id FROM search_indexentry WHERE kind = 'article' LIMIT 10"
    statement(f"DELETE FROM search_indexentry WHERE id IN ({ten})")
    drill.finds("index", "索引里缺10条", "search")
    drill.site.manage("rebuildsearch")
    statement("DROP INDEX run_by_command")
    drill.finds("guard", "数据表jobs_run缺少：run_by_command", "guards")
    statement("CREATE INDEX run_by_command ON jobs_run (command, started DESC)")
    statement("DELETE FROM django_migrations WHERE app = 'search' AND name = '0004_index_entry'")
    drill.finds("migration", "有迁移没有执行：search.0004_index_entry", "migrations")
    row = "'search', '0004_index_entry', CURRENT_TIMESTAMP"
    statement(f"INSERT INTO django_migrations (app, name, applied) VALUES ({row})")


PARTS = [healthy, behind_another_proxy, with_other_settings, without_what_it_needs, in_the_database, healthy]
READY = """
from django.contrib.auth import get_user_model
from jobs.models import Run
from jobs.schedule import jobs
from questions.models import SpecialDay
from datetime import date
get_user_model().objects.create_superuser("root")
for job in jobs():
    Run.objects.begin(job.name).end(Run.Outcome.DONE)
for year in (2026, 2027, 2028):
    SpecialDay.objects.get_or_create(date=date(year, 2, 20), defaults={"name": "春节", "is_working": True})
"""


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else "postgresql"
    with receiving() as mail_server:
        variables = {**LEGAL, "EMAIL_URL": "smtp://{}:{}".format(*mail_server.server_address)}
        with Site(kind, redis=True, variables=variables) as site:
            site.folder.chmod(0o755)
            site.shell(READY)
            with LastingNginx(site.folder, site.server.port, site.var) as nginx:
                for part in PARTS:
                    print(part.__doc__)
                    part(Drill(site, nginx))
    if broken:
        sys.exit(f"{len(broken)} broken: {'; '.join(broken)}")
    print("Everything kept.")


if __name__ == "__main__":
    main()
