"""What is kept for how long is said of every column that can hold text, and of every file that waits."""

import os
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import models, transaction
from django.utils import timezone

from photos.intake import clean_picture
from portal.testing import make_case, picture_file
from questions import retention
from questions.models import Case, CasePicture
from questions.unsent import UnsentPictures


def test_every_column_that_can_hold_text_is_spoken_for():
    belong = {model for model in apps.get_app_config("questions").get_models() if _belongs_to_a_case(model)}
    texts = {(model, field.name) for model in belong for field in model._meta.concrete_fields if _holds_text(field)}
    lists = (retention.DELETED, retention.ANONYMISED, retention.CLEARED, retention.KEPT)
    spoken_for = {(model, name) for columns in lists for model, names in columns.items() for name in names}
    assert spoken_for == texts


def _belongs_to_a_case(model):
    return model is Case or any(field.related_model is Case for field in model._meta.concrete_fields)


def _holds_text(field):
    return isinstance(field, (models.CharField, models.TextField, models.JSONField, models.FileField))


def test_pictures_of_forms_that_were_never_sent_go_after_a_day(db, settings):
    waiting = UnsentPictures("a" * 32)
    waiting.keep([clean_picture(picture_file())])
    (file,) = private_files(settings)
    for hours, is_kept in ((23, True), (25, False)):
        make_old([file], hours)
        call_command("deletecontacts")
        assert file.exists() == is_kept


def test_files_whose_row_was_never_kept_go_after_a_day_and_the_others_stay(db, settings, capsys):
    case = make_case(pictures=[clean_picture(picture_file())])
    with_row = set(private_files(settings))
    with transaction.atomic():
        CasePicture.store(case, clean_picture(picture_file(colour=(0, 200, 0))), may_be_published=True)
        transaction.set_rollback(True)
    without_row = set(private_files(settings)) - with_row
    assert len(with_row) == len(without_row) == 2
    make_old(with_row | without_row, 23)
    call_command("deletecontacts")
    assert set(private_files(settings)) == with_row | without_row
    make_old(with_row | without_row, 25)
    call_command("deletecontacts", "--dry-run")
    assert "不属于任何问题单的文件：2个" in capsys.readouterr().out
    assert set(private_files(settings)) == with_row | without_row
    call_command("deletecontacts")
    assert set(private_files(settings)) == with_row


def private_files(settings):
    return list(Path(settings.PRIVATE_ROOT).rglob("*.jpg"))


def make_old(files, hours):
    moment = (timezone.now() - timedelta(hours=hours)).timestamp()
    for file in files:
        os.utime(file, (moment, moment))
