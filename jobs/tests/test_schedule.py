"""Every job says itself when it is due."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from jobs.command import DAILY, HOURLY
from jobs.models import Run
from jobs.schedule import jobs

DELETING = {"closecases", "deletecontacts", "deletesearches", "deletesessions", "deletesheets"}


def test_whatever_deletes_by_age_is_in_the_schedule():
    names = [job.name for job in jobs()]
    assert {*DELETING, "checkrecord", "pingindexnow"} <= set(names)
    assert all(job.every in {HOURLY, DAILY} for job in jobs())
    assert len(names) == len(set(names))


def test_no_two_begin_at_the_same_minute():
    assert len({job.cron for job in jobs()}) == len(jobs())


def test_a_time_is_said_as_cron_and_systemd_want_it():
    said = {job.name: (job.cron, job.on_calendar) for job in jobs()}
    assert said["deletecontacts"] == ("40 3 * * *", "*-*-* 03:40:00")
    assert said["pingindexnow"] == ("5 * * * *", "*-*-* *:05:00")


@pytest.mark.django_db
def test_the_list_says_when_each_ran_last_and_how_that_ended(capsys, settings):
    settings.INDEXNOW_KEY = ""
    Run.objects.begin("deletecontacts").end(Run.Outcome.DONE, "5")
    last = Run.objects.begin("deletecontacts")
    last.end(Run.Outcome.FAILED, "7")
    call_command("jobs")
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert lines["deletecontacts"].endswith(f"{timezone.localtime(last.started):%Y-%m-%d %H:%M}  失败  7")
    assert "每天03:40" in lines["deletecontacts"]
    assert lines["deletesheets"].endswith("从未运行过")
    assert lines["pingindexnow"].endswith("未启用")


@pytest.mark.django_db
def test_the_work_of_a_job_is_noted(capsys):
    call_command("deletesheets")
    call_command("deletecontacts", "--dry-run")
    noted = Run.objects.get()
    assert (noted.command, noted.outcome, noted.said) == ("deletesheets", "done", "到期的表格：0份")
