"""A command that breaks off under cron, and a thread: neither prints what somebody typed."""

import os
import subprocess
import sys
import threading

import pytest
from django.conf import settings as site

from operations.health import uncaught

CANARY = "13800004321"
VARIABLES = {
    "PATH": os.environ["PATH"],
    "DEBUG": "false",
    "SECRET_KEY": "k7f0q2m9x4z8c1v5b3n6-l0p2o9i8u7y6t5r4e3w2q1-asdfgh",
    "ALLOWED_HOSTS": "qinghe.example",
    "SITE_URL": "https://qinghe.example",
    "DATABASE_URL": "sqlite:///:memory:",
    "LOG_FORMAT": "json",
}


def test_a_command_that_breaks_off_without_a_terminal_tells_where_and_not_what(tmp_path):
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", f"int('{CANARY}' + '覃')"],
        cwd=site.BASE_DIR,
        env={**VARIABLES, "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 1
    assert '"error": "ValueError"' in ended.stderr
    assert "management/commands/shell.py" in ended.stderr
    assert CANARY not in ended.stderr.partition("Traceback")[2]


@pytest.fixture
def break_a_thread(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", uncaught._of_a_thread)

    def run():
        thread = threading.Thread(target=int, args=(CANARY + "覃",), name="broken")
        thread.start()
        thread.join()

    return run


def test_a_thread_that_breaks_off_is_told_in_the_log(break_a_thread, log, capsys):
    break_a_thread()
    assert "A thread broke off" in log.getvalue()
    assert "ValueError" in log.getvalue()
    assert CANARY not in log.getvalue() + capsys.readouterr().err


def test_on_ones_own_machine_python_shows_the_whole(break_a_thread, log, capsys, settings):
    settings.DEBUG = True
    break_a_thread()
    assert not log.getvalue()
    assert CANARY in capsys.readouterr().err
