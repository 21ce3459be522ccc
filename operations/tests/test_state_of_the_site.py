"""The keepers' page: what was found last, the runs of all jobs, and a button to look again."""

import pytest
from django.urls import reverse

from jobs.models import Run
from jobs.schedule import jobs
from operations import admin as page
from operations.doctor import diagnosis
from operations.doctor.examinations import Examination
from operations.doctor.trouble import error, warning
from portal.testing import CAST, make_person
from portal.tests.writes import tables_written

PAGE = "/admin/jobs/run/"
FOUND = [
    Examination("clock", "时钟", lambda: [warning("时钟慢了", "请对时")]),
    Examination("disk", "磁盘", lambda: [error("磁盘满了", "请腾地方")]),
    Examination("cache", "缓存", list),
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def ill(in_one_thread, monkeypatch):
    monkeypatch.setattr(diagnosis.examine, "__defaults__", (FOUND,))


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("name", ["anonymous", *CAST])
def test_keepers_alone_see_it_and_look_again(name, cast, as_person, ill):
    client, may = as_person(cast[name]), name == "keeper"
    seen, pressed = client.get(PAGE).status_code, client.post(reverse("admin:jobs_run_examine")).status_code
    assert seen == (200 if may else 302 if name in {"anonymous", "outsider"} else 403)
    assert pressed == {"keeper": 302, "outsider": 302}.get(name, 403)
    assert Run.objects.filter(command="doctor").exists() == may


def test_to_look_at_it_writes_nothing_and_examines_nothing(keeper, as_person, monkeypatch):
    monkeypatch.setattr(diagnosis, "examine", None)
    client = as_person(keeper)
    with tables_written() as tables:
        text = text_of(client.get(PAGE))
    assert tables == set()
    assert "还没有检查过。" in text
    assert client.get(reverse("admin:jobs_run_examine")).status_code == 405
    assert client.post(PAGE).status_code == 405


def test_it_shows_what_was_found_errors_first_and_what_was_looked_at(keeper, as_person, ill):
    client = as_person(keeper)
    text = text_of(client.post(reverse("admin:jobs_run_examine"), follow=True))
    assert "1处错误，1处提醒" in text
    assert text.index("磁盘满了") < text.index("请腾地方") < text.index("时钟慢了") < text.index("请对时")
    assert "缓存 <span>正常</span>" in text


def test_it_shows_every_job_with_its_last_run(keeper, as_person, settings):
    settings.INDEXNOW_KEY = ""
    Run.objects.begin("deletecontacts").end(Run.Outcome.DONE, "到期的问题单：7件")
    Run.objects.begin("deletecontacts").end(Run.Outcome.FAILED, "完成6件，失败1件")
    text = text_of(as_person(keeper).get(PAGE))
    assert all(job.word in text and job.name in text for job in jobs())
    assert "完成6件，失败1件" in text
    assert "到期的问题单：7件" not in text
    assert "未启用" in text


def test_the_first_page_of_the_desk_tells_keepers_how_much_is_wrong(cast, as_person, ill):
    diagnosis.note(list(diagnosis.examine()))
    assert "网站运行有问题" in text_of(as_person(cast["keeper"]).get("/admin/"))
    assert "网站运行有问题" not in text_of(as_person(cast["final_reviewer"]).get("/admin/"))
    diagnosis.note([])
    assert "网站运行有问题" not in text_of(as_person(cast["keeper"]).get("/admin/"))


def test_a_superuser_sees_it_too(as_person):
    assert as_person(make_person("root", "管理员", is_superuser=True)).get(PAGE).status_code == 200


def test_whoever_presses_again_and_again_is_put_off(keeper, as_person, ill, still):
    client = as_person(keeper)
    for _number in range(page.LIMIT.most + 1):
        response = client.post(reverse("admin:jobs_run_examine"), follow=True)
    assert "刚有人检查过" in text_of(response)
    assert Run.objects.count() == page.LIMIT.most


@pytest.mark.django_db(databases=[])
def test_a_page_takes_only_so_long(in_one_thread, monkeypatch):
    moments = iter([0, 1, 24.5, 30])
    monkeypatch.setattr(diagnosis, "monotonic", lambda: next(moments))
    found = list(diagnosis.examine(FOUND, seconds=25))
    assert [one.left_out for one in found] == ["", *["来不及检查，请运行manage.py doctor"] * 2]
