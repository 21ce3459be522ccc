"""`manage.py doctor`: what it prints, how it ends, and that nothing makes it hang."""

import json
import time
from threading import Event

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from jobs.models import Run
from operations.doctor import diagnosis
from operations.doctor.examinations import DATABASE, EXAMINATIONS, Examination
from operations.doctor.trouble import error, warning
from portal.tests.writes import tables_written


def examination(name, look, **said):
    return Examination(name, name, look, **said)


def finds(*troubles):
    return lambda: troubles


@pytest.mark.django_db
def test_a_healthy_site_is_told_what_was_looked_at_and_ends_well(healthy, capsys):
    call_command("doctor")
    said = capsys.readouterr().out.splitlines()
    assert said[:-1] == [f"{one.word}: 正常" for one in EXAMINATIONS]
    assert said[-1] == "没有发现问题。"
    run = Run.objects.newest_first().first()
    assert (run.command, run.outcome, run.said) == ("doctor", "done", "没有发现问题。")
    assert [one["name"] for one in run.findings] == [one.name for one in EXAMINATIONS]


@pytest.mark.django_db
def test_what_is_wrong_is_said_with_what_to_do_and_errors_end_with_1(healthy, settings, capsys):
    settings.TIME_ZONE = "UTC"
    with pytest.raises(CommandError, match="1处错误，0处提醒") as ended:
        call_command("doctor")
    assert ended.value.returncode == 1
    assert "时区: 有问题\n  ✗ TIME_ZONE现在是UTC" in (said := capsys.readouterr().out)
    assert "    → 请把TIME_ZONE改回Asia/Shanghai，并重启服务。" in said
    run = Run.objects.newest_first().first()
    assert (run.outcome, run.said) == ("failed", "1处错误，0处提醒")


@pytest.mark.django_db
def test_warnings_alone_end_well(healthy, settings, capsys):
    settings.ADMINS = []
    call_command("doctor")
    assert "  ! 出了错没有人会收到邮件" in capsys.readouterr().out


@pytest.mark.django_db
def test_as_json_it_is_one_object(healthy, capsys):
    call_command("doctor", "--json", "--only", "cache", "disk")
    told = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in told["examinations"]] == ["cache", "disk"]
    assert (told["errors"], told["warnings"]) == (0, 0)
    assert not Run.objects.filter(command="doctor").exists()  # it looked at a part only


@pytest.mark.django_db
def test_a_dry_run_writes_nothing_and_asks_nobody(healthy, capsys):
    with tables_written() as tables:
        call_command("doctor", "--dry-run", "--send-mail")
    assert tables == set()
    assert healthy.mail_server.said == []
    assert mail.outbox == []
    assert "反向代理和公开网址: 这次没有检查" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_letter_is_sent_when_it_is_wanted(healthy, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("doctor", "--only", "cache", "--send-mail")
    assert mail.outbox[0].to == ["duty@linjiang.example"]


def test_what_hangs_is_given_up():
    began = time.monotonic()
    (found,) = diagnosis.within(0.2, lambda: Event().wait(20) or [])
    assert "没有应答" in found.wrong
    assert time.monotonic() - began < 5


def test_what_breaks_is_said_without_a_word_of_it():
    def look():
        yield warning("first", "")
        raise ValueError("沈拾光 13800000000")

    (found,) = diagnosis.within(5, look)
    assert found.wrong == "检查没能做完：ValueError。"


def test_where_the_database_is_away_nothing_more_is_asked_of_it(settings, in_one_thread, monkeypatch):
    settings.DEBUG = False
    asked = []
    database = examination(DATABASE.name, finds(error("away", "start it")))
    monkeypatch.setattr(diagnosis, "DATABASE", database)
    rows = examination("rows", lambda: asked.append("rows") or [])
    disk = examination("disk", lambda: asked.append("disk") or [], asks_database=False)
    found = list(diagnosis.examine([database, rows, disk]))
    assert asked == ["disk"]
    assert [one.outcome for one in found] == ["有问题", "数据库没有应答，无法检查", "正常"]


def test_a_machine_of_ones_own_is_not_asked_for_proxies_and_backups(settings, in_one_thread):
    public = examination("backup", finds(error("none", "")), in_public=True)
    settings.DEBUG, settings.SITE_URL, settings.ALLOWED_HOSTS = True, "http://127.0.0.1:8000", ["127.0.0.1", "[::1]"]
    assert [one.troubles for one in diagnosis.examine([public])] == [[]]
    settings.SITE_URL = "https://linjiang.example"
    assert [len(one.troubles) for one in diagnosis.examine([public])] == [1]
