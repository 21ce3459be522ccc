"""The files in `deploy/` and the manual say what the site says."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from jobs.schedule import jobs
from operations.doctor.probe import PATH
from portal import settings as site
from web.closed_doors import CLOSED

DEPLOY = settings.BASE_DIR / "deploy"
MANUAL = (settings.BASE_DIR / "docs/operations.md").read_text()
INSTALL = (settings.BASE_DIR / "docs/install.md").read_text()
NGINX = (DEPLOY / "nginx/jinlin.conf").read_text()
SERVER = (DEPLOY / "systemd/jinlin.service").read_text()
JOB = (DEPLOY / "systemd/jinlin-job@.service").read_text()
ENVIRONMENT = (DEPLOY / "jinlin.env.example").read_text()
# What nginx keeps of an answer that names a private file, and what it says anew.
KEPT_BY_NGINX = {"content-type", "content-disposition", "accept-ranges", "set-cookie", "cache-control", "expires"}
SAID_BY_NGINX = {"content-length", "content-encoding", "vary"}


def blocks(address):
    """Return the location blocks of nginx.conf whose address holds `address`."""
    return [block for block in re.split(r"\n    (?=location )", NGINX) if address in block.splitlines()[0]]


def test_each_job_has_a_timer_at_its_time():
    timers = {}
    for file in DEPLOY.glob("systemd/*.timer"):
        command = file.stem.removeprefix("jinlin-")
        assert f"\nUnit=jinlin-job@{command}.service\n" in file.read_text()
        timers[command] = re.search(r"^OnCalendar=(.+)$", file.read_text(), re.MULTILINE)[1]
    assert timers == {job.name: f"{job.on_calendar} {site.TIME_ZONE}" for job in jobs()}


def test_commands_may_do_no_more_than_the_server():
    taken_away = SERVER[SERVER.index("UMask=") : SERVER.index("\n[Install]")].strip()
    assert "ProtectSystem=strict" in taken_away
    assert taken_away in JOB


def test_the_example_of_the_environment_has_every_variable_of_the_manual():
    rows = re.findall(r"^\| `([A-Z_]+)` \|", MANUAL, re.MULTILINE)
    assert len(rows) > 30
    assert sorted(re.findall(r"^#?([A-Z_]+)='", ENVIRONMENT, re.MULTILINE)) == sorted(rows)


@pytest.mark.parametrize("door", settings.CLOSED_DOORS)
@pytest.mark.parametrize("edition", ["", "/elder"])
def test_no_log_of_the_proxy_names_what_is_behind_a_closed_door(door, edition):
    (by_map,) = re.findall(r'"~(\^\(/elder\)\?/\S+)" 0;', NGINX)
    (by_location,) = re.findall(r"location ~ (\S+) \{\n\s+set \$jinlin_is_closed 1;\n\s+error_log /dev/null;", NGINX)
    for pattern in (by_map, by_location):
        assert re.search(pattern, f"{edition}{door}key/")
        assert not re.search(pattern, f"{edition}/questions/")
    assert len(re.findall(r"access_log (?!off)", NGINX)) == 1
    assert "jinlin if=$jinlin_is_logged;" in NGINX


def test_the_log_of_the_proxy_has_no_query_and_no_page_before():
    (form,) = re.findall(r"log_format jinlin (.+?);", NGINX, re.DOTALL)
    assert not {"$request", "$request_uri", "$args", "$query_string", "$http_referer"} & set(re.findall(r"\$\w+", form))


def test_large_requests_are_let_through_where_files_are_sent_and_nowhere_else():
    sizes = re.findall(r"client_max_body_size (\w+);", NGINX)
    most = re.search(r"no request over (\d+) MB", MANUAL)[1]
    assert sizes == ["1m", *[f"{most}m"] * 3]
    for address in ("questions/track", "/questions/", "/admin/", PATH):
        assert all(f"{most}m" in block for block in blocks(address))


def test_private_files_are_where_the_site_says_and_for_nginx_alone():
    told = dict(re.findall(r"^([A-Z_]+)='(.*)'$", ENVIRONMENT, re.MULTILINE))
    (block,) = blocks(told["ACCEL_REDIRECT"])
    assert "internal;" in block
    assert f"alias {told['VAR_DIR']}/private/;" in block
    (media,) = blocks("/media/")
    assert f"alias {told['VAR_DIR']}/media/;" in media
    assert f"StateDirectory={told['VAR_DIR'].removeprefix('/var/lib/')}\n" in SERVER


def test_nginx_says_again_every_header_of_a_private_file(client, settings):
    settings.SECURE_HSTS_SECONDS = 60
    of_the_site = {name.lower() for name in client.get("/robots.txt", secure=True).headers}
    wanted = (of_the_site | {name.lower() for name in CLOSED} | {"etag"}) - KEPT_BY_NGINX - SAID_BY_NGINX
    assert len(wanted) >= 8
    (block,) = blocks("/private-files/")
    said = {name.lower(): value for name, value in re.findall(r"add_header (\S+) (\S+?)(?: always)?;", block)}
    assert wanted <= set(said)
    assert all(value == f"$upstream_http_{name.replace('-', '_')}" for name, value in said.items())


def test_the_page_of_installation_names_files_and_commands_that_there_are():
    for path in re.findall(r"(?<![\w/.])(?:deploy|docs)/[\w./@*-]*[\w*]", INSTALL):
        assert list(settings.BASE_DIR.glob(path)), path
    shell = "\n".join(re.findall(r"```sh\n(.+?)```", INSTALL, re.DOTALL))
    shell = re.sub(r"#.*", "", shell)
    commands = re.findall(r"(?:manage\.py|(?:^|&& )jinlin) ([a-z]+)", shell, re.MULTILINE)
    assert {"newsroom", "migrate", "collectstatic"} <= set(commands)
    assert set(commands) <= set(get_commands())
    assert len(INSTALL.splitlines()) < 100
