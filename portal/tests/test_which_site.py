"""No command that may change data guesses which site it is for, and every line of a crontab in the manual says it."""

import os
import re
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands

from portal.which_site import TELLING, WITHOUT_DATA, tell_or_refuse

OURS = {path.stem for path in settings.BASE_DIR.glob("*/management/commands/*.py")} - {"__init__"}
CRON = {"PATH": "/usr/bin:/bin"}  # as much of an environment as cron has


def run(*arguments, **variables):
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**CRON, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_command_that_may_change_data_refuses_to_guess():
    known = set(get_commands())
    assert len(OURS) >= 9
    assert known >= OURS
    assert not OURS & WITHOUT_DATA
    for command in sorted(known - WITHOUT_DATA):
        for variables in ({}, dict.fromkeys(TELLING, ""), {"VAR_DIR": "/srv", "SITE_URL": "https://qinghe.example"}):
            with pytest.raises(SystemExit, match=f"^{command} 会改动数据"):
                tell_or_refuse(["manage.py", command], variables)


@pytest.mark.parametrize("command", sorted(WITHOUT_DATA & set(get_commands())))
def test_what_changes_no_data_needs_no_site(command, capsys):
    tell_or_refuse(["manage.py", command], {})
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("arguments", [["manage.py"], ["manage.py", "--version"], ["manage.py", "migrate", "--help"]])
def test_help_is_given_to_everybody(arguments):
    tell_or_refuse(arguments, {})


@pytest.mark.parametrize("name", TELLING)
def test_a_command_says_for_which_site_and_database_it_is_and_no_password(name, capsys, settings, monkeypatch):
    from django.db import connection

    settings.SITE_URL = "https://qinghe.example"
    there = {"HOST": "db.example", "PORT": "5432", "NAME": "jinlin", "USER": "paper", "PASSWORD": "secret"}
    for key, value in there.items():
        monkeypatch.setitem(connection.settings_dict, key, value)
    tell_or_refuse(["manage.py", "deletecontacts"], {name: "something"})
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"网站 https://qinghe.example，数据库 {connection.vendor} db.example:5432/jinlin\n"


def test_a_line_without_its_environment_deletes_nothing_and_fails(tmp_path):
    """The files of a real site belong to nothing in an empty database that was made just now."""
    picture = tmp_path / "private" / "cases" / "picture.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a picture")
    os.utime(picture, (0, 0))
    done = run("deletefiles", VAR_DIR=str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == ""
    assert "/etc/jinlin.env" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [picture]


def test_whoever_names_a_database_alone_means_a_site_and_no_machine_of_their_own(tmp_path):
    told = run("makedemopeople", DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")
    assert told.returncode != 0
    assert "SECRET_KEY is not set" in told.stderr


def test_a_site_that_is_half_named_is_refused_in_sentences():
    done = run("deletecontacts", DEBUG="false")
    assert done.returncode == 1
    assert "DATABASE_URL is not set" in done.stderr
    assert "Traceback" not in done.stderr


def crontab():
    """Return the commands of the crontab that the site prints."""
    printed = StringIO()
    call_command("jobs", "--crontab", stdout=printed)
    lines = [re.fullmatch(r"(?:[\d*]+ ){4}\*  (.+)", line) for line in printed.getvalue().splitlines()]
    return [line[1] for line in lines]


def test_every_line_of_the_crontab_reads_in_the_environment_and_runs_a_command_of_ours():
    line = re.compile(r"cd /srv/jinlin && set -a && \. /etc/jinlin\.env && (\S+) manage\.py (\w+)")
    lines = [line.fullmatch(command) for command in crontab()]
    assert all(lines)
    assert {line[1] for line in lines} == {".venv/bin/python"}
    assert "deletecontacts" in {line[2] for line in lines} <= OURS


def test_make_says_that_this_is_a_machine_of_ones_own():
    shown = subprocess.run(  # noqa: S603
        ["/usr/bin/make", "--eval=show:;@echo $$DEBUG", "show"],
        cwd=settings.BASE_DIR,
        env=CRON,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == "true\n"


@pytest.mark.soak
def test_every_line_of_the_crontab_works_as_it_is_written(tmp_path):
    """But for the paths, which are those of this machine."""
    (tmp_path / "jinlin.env").write_text(
        "DEBUG='false'\nSECRET_KEY='k7f0q2m9x4z8c1v5b3n6-l0p2o9i8u7y6t5r4e3w2q1-asdfgh'\nALLOWED_HOSTS='qinghe.example'\n"
        f"SITE_URL='https://qinghe.example'\nDATABASE_URL='sqlite:///{tmp_path}/db.sqlite3'\nVAR_DIR='{tmp_path}'\n"
        "NEWSPAPER_MOTTO='天天 有人问'\nINDEXNOW_KEY=''\n"
        "BACKUP_RECIPIENT='age13zkdaj226c26ur90ryxvqd60cmvsjrk4gycn68e7639ankx884ws0md50r'\n"
    )
    here = {"/srv/jinlin": str(settings.BASE_DIR), "/etc": str(tmp_path), ".venv/bin/python": sys.executable}

    def as_cron(line):
        for path, ours in here.items():
            line = line.replace(path, ours)
        return subprocess.run(["/bin/sh", "-c", line], env=CRON, capture_output=True, text=True, check=False)  # noqa: S603

    lines = crontab()
    made = as_cron(lines[0].replace("closecases", "migrate --verbosity 0"))
    assert made.returncode == 0, made.stderr
    for line in lines:
        done = as_cron(line)
        assert "https://qinghe.example" in done.stderr, line
        if "pingindexnow" in line:
            assert "INDEXNOW_KEY" in done.stderr
        elif not line.endswith(("doctor", "backup")):  # these want more of a site than there is here
            assert done.returncode == 0, done.stderr
            assert "0" in done.stdout
