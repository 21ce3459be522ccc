"""Some days after closing nothing is left that leads to an asker: no row, no file, no history, no log."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as site
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from photos.intake import clean_picture
from portal.testing import make_authority, make_desk, picture_file
from questions import retention
from questions.models import Case, CasePicture, Contact, Event
from questions.stages import answering, assigning, choosing, closing, following, joining, referring
from questions.tests.following import follow, page_of, receive

pytestmark = pytest.mark.django_db
TELEPHONE, ADDRESS, NAME = "13800004321", "望禾巷七十七号九室", "覃隐真"
WRITTEN = (TELEPHONE, "138 0000 4321", "１３８００００４３２１", "138-0000-4321", ADDRESS, NAME)
CONTACT = {"name": NAME, "telephone": TELEPHONE, "address": ADDRESS}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-02T12:00:00+08:00", tick=False)
    return time_machine


def picture(colour):
    return clean_picture(picture_file(colour=colour))


@pytest.fixture
def closed(reporter, clock):
    """A case that has been through everything, its asker's data wherever somebody could have typed it."""
    words = f"我叫{NAME}，住{ADDRESS}，电话１３８００００４３２１或138-0000-4321。"
    desk = make_desk(members=[reporter])
    case, code = receive(f"路灯不亮。{words}", desk=desk, contact=CONTACT, pictures=[picture((200, 0, 0))])
    case.code = code
    assigning.claim(case, reporter)
    following.add(case, f"再补充：{words}", [picture((0, 200, 0))], may_be_published=True)
    authority = make_authority()
    referral = referring.refer(case, reporter, authority, "一盏路灯不亮。")
    referring.take_reply(case, referral, f"已联系{NAME}（138 0000 4321），{ADDRESS}已修。", officer="运维科 陈")
    assigning.add_note(case, reporter, internal=f"{NAME}来过电话，住{ADDRESS}", public=f"{NAME}您好，我们去看过了。")
    referring.note_promise(case, reporter, authority, f"修好{ADDRESS}门口的灯", timezone.localdate())
    tell_too_much(answering.begin_answer(case, reporter), reporter)
    choosing.choose_picture(case, reporter, case.pictures.last(), "一盏路灯", "热心读者")
    answering.answer_asker(case, reporter, f"<p>{NAME}您好，已回拨{TELEPHONE}，报修可打5550130。</p>")
    following.rate(case, True, 5, f"谢谢，{TELEPHONE}一直有人接")
    return case


def tell_too_much(answer, reporter):
    """Let the public answer and its history hold what an editor should have left out."""
    answer.question = f"{NAME}住{ADDRESS}，路灯不亮。"
    answer.save()
    answer.updates.create(on=timezone.localdate(), text=f"{NAME}说灯亮了。")
    answer.keep_version(reporter, f"按{NAME}的意思改")


def deletecontacts(*options):
    output = StringIO()
    call_command("deletecontacts", *options, stdout=output)
    return output.getvalue()


def traces():
    """Where any of the canaries stands: in any column of any table, in any file that the site keeps."""
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values()
        for field in model._meta.concrete_fields
        if any(written in str(row[field.attname]) for written in WRITTEN)
    }
    folders = (site.MEDIA_ROOT, site.PRIVATE_ROOT, site.STATIC_ROOT)
    files = [file for folder in folders for file in Path(folder).rglob("*") if file.is_file()]
    return found | {str(file) for file in files if any(written.encode() in file.read_bytes() for written in WRITTEN)}


def test_before_the_day_everything_is_there_and_after_it_nothing(closed, clock, settings, caplog):
    settings.CONTACT_DAYS = 30
    clock.shift(timedelta(days=30))
    assert "完成0件" in deletecontacts()
    assert {trace.split(".")[1] for trace in traces()} >= {
        "Contact",
        "Case",
        "Addition",
        "Referral",
        "Event",
        "Promise",
        "Answer",
        "AnswerUpdate",
        "Version",
        "Entry",
    }
    clock.shift(timedelta(seconds=1))
    output = deletecontacts()
    assert "到期的问题单：1件\n完成1件，失败0件" in output
    assert traces() == set()
    assert not any(written in output + caplog.text for written in WRITTEN)


def test_what_is_left_still_tells_what_was_asked_and_answered(closed, clock):
    clock.shift(timedelta(days=31))
    deletecontacts()
    closed.refresh_from_db()
    assert closed.text == "路灯不亮。我叫〔已删除〕，住〔已删除〕，电话〔已删除〕或〔已删除〕。"
    assert "报修可打5550130" in closed.reply
    assert "报修可打5550130" in closed.reply_html
    assert closed.rating == 5
    last = closed.events.last()
    assert (last.kind, last.actor) == (Event.Kind.ERASED, Event.Actor.SYSTEM)
    assert last.internal_note == "办理记录改动2处"


def test_all_private_pictures_go_with_their_files_and_the_copy_in_the_library_stays(closed, settings, clock):
    photo = closed.pictures.get(photo__isnull=False).photo
    clock.shift(timedelta(days=31))
    deletecontacts()
    assert not CasePicture.objects.exists()
    assert not [file for file in Path(settings.PRIVATE_ROOT).rglob("*") if file.is_file()]
    assert photo.title == f"{closed.desk}·{closed}"
    assert all(default_storage.exists(name) for name in type(photo).objects.get().file_names)


def test_the_page_of_the_case_goes_on_working(closed, client, clock):
    clock.shift(timedelta(days=31))
    deletecontacts()
    assert "您的联系方式已删除" in page_of(follow(client, closed.code))


def test_a_dry_run_deletes_nothing(closed, clock):
    clock.shift(timedelta(days=31))
    assert "到期的问题单：1件" in deletecontacts("--dry-run")
    assert Contact.objects.count() == 1


def test_run_again_it_does_nothing_more_until_something_new_comes_in(closed, reporter, clock):
    Case.objects.update(rating=None, is_solved=None)
    clock.shift(timedelta(days=31))
    deletecontacts()
    events = closed.events.count()
    assert "完成0件" in deletecontacts()
    assert closed.events.count() == events
    following.rate(Case.objects.get(), True, 4, f"想起来了，{TELEPHONE}还在用")
    assert "完成1件" in deletecontacts()
    assert traces() == set()


def test_what_is_reopened_or_open_keeps_its_contact(closed, reporter, clock):
    clock.shift(timedelta(days=31))
    closing.reopen(closed, reporter, "灯又坏了")
    assert "到期的问题单：0件" in deletecontacts()


def test_who_asked_the_same_is_erased_when_both_are_closed_long_enough(closed, reporter, clock):
    other, _code = receive(f"{NAME}问同样的问题", contact=CONTACT)
    assigning.claim(other, reporter)
    joining.join(other, reporter, closed)
    clock.shift(timedelta(days=20))
    closing.reopen(closed, reporter, "灯又坏了")
    clock.shift(timedelta(days=40))
    assert "到期的问题单：0件" in deletecontacts()
    assigning.claim(closed, reporter)
    closing.close(closed, reporter, "no_answer", "多次催促没有答复。")
    clock.shift(timedelta(days=31))
    assert "完成2件" in deletecontacts()
    assert traces() == set()


def test_one_that_fails_is_left_whole_and_does_not_stop_the_rest(closed, reporter, clock, monkeypatch, caplog):
    other, _code = receive(f"另一件，{TELEPHONE}", contact=CONTACT)
    following.withdraw(other)
    clock.shift(timedelta(days=31))
    known_of = retention.known_of

    def broken(case):
        if case.pk == closed.pk:
            raise ValueError(case.text)
        return known_of(case)

    monkeypatch.setattr(retention, "known_of", broken)
    with pytest.raises(CommandError):
        deletecontacts()
    assert list(Contact.objects.values_list("case", flat=True)) == [closed.pk]
    assert f"case {closed.pk}: ValueError" in caplog.text
    assert not any(written in caplog.text for written in WRITTEN)
