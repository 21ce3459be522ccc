"""The keeper and final reviewers turn pages grey and end that at once; everybody at the desk is told."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from mourning.models import Mourning

pytestmark = pytest.mark.django_db
ADD, LIST = "/admin/mourning/mourning/add/", "/admin/mourning/mourning/"
TYPED = {"occasion": "国务院公告", "scope": "whole_site", "first_day": "2026-12-13", "last_day": "2026-12-13"}
EMPTY = {"first_time": "", "last_time": ""}


def mourn(**fields):
    now = timezone.now()
    hour = timedelta(hours=1)
    return Mourning.objects.create(
        **{"occasion": "悼念", "scope": "whole_site", "begins_at": now - hour, "ends_at": now + hour, **fields}
    )


@pytest.mark.parametrize("who", ["keeper", "final_reviewer"])
@pytest.mark.parametrize(
    ("times", "begins", "ends"),
    [
        (EMPTY, datetime(2026, 12, 12, 16, tzinfo=UTC), datetime(2026, 12, 13, 16, tzinfo=UTC)),
        (
            {"first_time": "10:00", "last_time": "12:30"},
            datetime(2026, 12, 13, 2, tzinfo=UTC),
            datetime(2026, 12, 13, 4, 30, tzinfo=UTC),
        ),
    ],
    ids=["a day in the city's clock", "moments"],
)
def test_days_or_moments_are_typed_and_come_back_as_they_were(cast, as_person, who, times, begins, ends):
    client = as_person(cast[who])
    assert client.post(ADD, TYPED | times).status_code == 302
    mourning = Mourning.objects.get()
    assert (mourning.begins_at, mourning.ends_at) == (begins, ends)
    form = client.get(f"{LIST}{mourning.pk}/change/").context["adminform"].form
    assert {key: str(form[key].value() or "")[:10] for key in (*TYPED, *times)} == {
        key: value if ":" not in value else f"{value}:00" for key, value in (TYPED | times).items()
    }
    assert client.post(f"{LIST}{mourning.pk}/change/", TYPED | times | {"occasion": "改"}).status_code == 302
    mourning.refresh_from_db()
    assert (mourning.occasion, mourning.begins_at, mourning.ends_at) == ("改", begins, ends)


@pytest.mark.parametrize("typed", [{"last_day": "2026-12-12"}, {"first_time": "12:00", "last_time": "12:00"}])
def test_what_ends_before_it_begins_is_refused_with_a_sentence(keeper, as_person, typed):
    page = as_person(keeper).post(ADD, TYPED | EMPTY | typed)
    assert "结束要晚于开始" in page.content.decode()
    assert not Mourning.objects.exists()


def test_it_is_ended_at_once_and_that_is_on_record(keeper, as_person):
    mourning, client = mourn(), as_person(keeper)
    address = f"{LIST}{mourning.pk}/end/"
    assert "现在结束" in client.get(f"{LIST}{mourning.pk}/change/").content.decode()
    assert client.get(address).status_code == 405
    assert "最迟一分钟后看到彩色" in client.post(address, follow=True).content.decode()
    mourning.refresh_from_db()
    assert not mourning.is_in_force
    assert LogEntry.objects.get().get_change_message() == "提前结束。"
    assert "不用结束" in client.post(address, follow=True).content.decode()
    assert "现在结束" not in client.get(f"{LIST}{mourning.pk}/change/").content.decode()
    assert LogEntry.objects.count() == 1


def test_one_that_began_this_very_moment_is_ended_too(keeper, as_person):
    with time_machine.travel(timezone.now(), tick=False):
        mourning = mourn(begins_at=timezone.now())
        assert as_person(keeper).post(f"{LIST}{mourning.pk}/end/").status_code == 302
    assert not Mourning.objects.in_force().exists()


@pytest.mark.parametrize("name", ["anonymous", "outsider", "reporter", "first_reviewer", "second_reviewer"])
def test_nobody_else_turns_pages_grey_or_back(cast, as_person, name):
    mourning, client = mourn(), as_person(cast[name])
    for answer in (client.get(LIST), client.post(ADD, TYPED | EMPTY), client.post(f"{LIST}{mourning.pk}/end/")):
        assert answer.status_code in {302, 403}
    mourning.refresh_from_db()
    assert mourning.is_in_force
    assert Mourning.objects.count() == 1


def test_the_first_page_of_the_desk_says_what_readers_see(cast, as_person):
    with time_machine.travel(datetime(2026, 12, 13, 4, tzinfo=UTC), tick=False):
        until = datetime(2026, 12, 13, 16, tzinfo=UTC)
        mourning = mourn(occasion="悼念同胞", ends_at=until)
        link = f"{LIST}{mourning.pk}/change/"
        said = "读者现在看到的是灰色页面：全站，到12月14日 00:00为止（悼念同胞）。"
        for name in ("reporter", "keeper"):
            page = as_person(cast[name]).get("/admin/").content.decode()
            assert said in page
            assert (link in page) is (name == "keeper")
    with time_machine.travel(until, tick=False):
        assert "灰色页面" not in as_person(cast["keeper"]).get("/admin/").content.decode()


def test_the_list_says_which_is_in_force(keeper, as_person):
    assert as_person(keeper).get(LIST).status_code == 200  # empty
    now = timezone.now()
    mourn()
    mourn(begins_at=now + timedelta(days=1), ends_at=now + timedelta(days=2))
    mourn(begins_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    page = as_person(keeper).get(LIST).content.decode()
    for word in ("正在置灰", "未到", "已结束"):
        assert page.count(word) == 1
