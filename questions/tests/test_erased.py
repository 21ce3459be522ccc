"""What is erased for an asker is noted outside the database, with nothing of theirs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.testing import make_desk
from questions.erased import Erased, note, noted_since
from questions.stages import following
from questions.tests.following import receive

pytestmark = pytest.mark.django_db(databases=[])


@pytest.mark.django_db
def test_each_wish_of_an_asker_is_noted_by_number_alone(settings):
    before = timezone.now()
    case, _code = receive("路灯不亮", desk=make_desk(), contact={"name": "覃隐真", "telephone": "13800004321"})
    following.erase_contact(case)
    following.withdraw(case)
    assert list(noted_since(before)) == [(Erased.CONTACT, case.pk), (Erased.CASE, case.pk)]
    text = (settings.VAR_DIR / "erased.txt").read_text()
    assert "覃隐真" not in text
    assert "13800004321" not in text
    assert (settings.VAR_DIR / "erased.txt").stat().st_mode & 0o777 == 0o600


def test_one_of_the_two_files_is_enough_and_neither_names_a_thing_twice(settings):
    settings.BACKUP_DIR.mkdir(parents=True)
    note(Erased.ALL, 1)
    (settings.VAR_DIR / "erased.txt").unlink()
    note(Erased.ALL, 2)
    assert list(noted_since(timezone.now() - timedelta(minutes=1))) == [(Erased.ALL, 1), (Erased.ALL, 2)]
    assert list(noted_since(timezone.now())) == []


def test_a_line_that_was_cut_off_hides_no_other(settings):
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    (settings.VAR_DIR / "erased.txt").write_text("2026-03-02T04:4")
    note(Erased.PICTURE, 7)
    assert list(noted_since(timezone.now() - timedelta(minutes=1))) == [(Erased.PICTURE, 7)]


def test_where_it_cannot_be_noted_the_wish_is_done_and_the_log_says_so(settings, caplog):
    settings.VAR_DIR = settings.BACKUP_DIR = settings.BASE_DIR / "manage.py"
    note(Erased.CASE, 7)
    assert "case 7" in caplog.text
