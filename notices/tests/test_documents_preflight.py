"""What is asked of attached documents before a notice is passed."""

import time

import pytest
from django.conf import settings as project

from documents.tests.documents import make_document
from documents.tests.files import docx, paragraph, pdf, xlsx
from editorial import preflight
from editorial.models import Refused, WatchedWord
from editorial.preflight import Manuscript
from editorial.rules import Action
from editorial.snapshots import as_item, snapshot_of
from notices.models import Attachment
from notices.preflight import AttachmentUnconfirmed
from portal.testing import make_article, make_notice

pytestmark = pytest.mark.django_db
MOBILE = 13800138000
IDENTITY = "11010519491231002X"


def attach(person, data, name="附件", **fields):
    notice = make_notice(**{"state": "draft", "publish_at": None, **fields})
    return Attachment.objects.create(notice=notice, document=make_document(data, person, name=name))


def blocks(notice):
    """{code: [sentence]} of what blocks it on account of its attachments."""
    found = {}
    for finding in preflight.run(notice, preflight.BLOCKS).blocks:
        if finding.field == "attachments":
            found.setdefault(finding.code, []).append(str(finding.message))
    return found


def in_a_hidden_sheet(book, sheet):
    hidden = book.create_sheet("人员")
    hidden.sheet_state, hidden["C7"] = "veryHidden", MOBILE


@pytest.mark.parametrize(
    ("data", "code", "ending"),
    [
        (pdf(f"call {MOBILE}"), "mobile-number", "pdf"),
        (docx(paragraph("身份证", IDENTITY[:9], IDENTITY[9:])), "identity-number", "docx"),
        (xlsx(lambda book, sheet: sheet.cell(3, 3, MOBILE)), "mobile-number", "xlsx"),
        (xlsx(lambda book, sheet: sheet.cell(3, 3, "6200 0000 0000 0005")), "bank-card-number", "xlsx"),
    ],
)
def test_a_number_of_a_person_in_a_document_blocks_and_is_not_repeated(reporter, data, code, ending):
    notice = attach(reporter, data, "名单").notice
    [sentence] = blocks(notice)[code]
    assert f"附件“名单.{ending}”" in sentence
    assert str(MOBILE) not in sentence
    assert IDENTITY not in sentence


def test_a_number_in_a_hidden_sheet_blocks_even_where_the_sheet_is_confirmed(reporter):
    attachment = attach(reporter, xlsx(in_a_hidden_sheet))
    assert set(blocks(attachment.notice)) == {"mobile-number", "attachment-unconfirmed"}
    attachment.document.confirm(reporter)
    assert set(blocks(attachment.notice)) == {"mobile-number"}


def test_a_number_in_the_name_of_a_document_blocks(reporter):
    assert set(blocks(attach(reporter, pdf(), f"回执{MOBILE}").notice)) == {"mobile-number"}


def test_a_forbidden_word_in_a_document_blocks_and_a_wrong_one_is_somebody_elses(reporter):
    WatchedWord.objects.create(word="天花乱坠")
    WatchedWord.objects.create(word="帐号", instead="账号")
    notice = attach(reporter, docx(paragraph("说得天花乱坠，帐号“另行通知"))).notice
    assert set(blocks(notice)) == {"forbidden-word"}
    report = preflight.run(notice)
    assert not [finding for finding in report.warnings if finding.field == "attachments"]


def test_a_clean_document_blocks_nothing(reporter):
    assert blocks(attach(reporter, docx()).notice) == {}


def test_what_was_found_blocks_until_it_is_confirmed_and_says_what_it_is(reporter):
    attachment = attach(reporter, xlsx(lambda book, sheet: setattr(sheet.row_dimensions[2], "hidden", True)), "费用")
    [sentence] = blocks(attachment.notice)["attachment-unconfirmed"]
    assert sentence == "请核对附件“费用.xlsx”，并在它的页面上确认：隐藏的行：1行（名单）。"
    attachment.document.confirm(reporter)
    assert blocks(attachment.notice) == {}


def test_a_notice_in_memory_is_read_like_one_that_is_saved(reporter):
    notice = attach(reporter, xlsx(in_a_hidden_sheet)).notice
    data = snapshot_of(notice)
    notice.attachments.all().delete()
    assert blocks(notice) == {}
    assert set(blocks(as_item(notice, data))) == {"mobile-number", "attachment-unconfirmed"}


def test_no_query_is_asked_of_content_without_attachments(django_assert_num_queries):
    manuscript = Manuscript(make_article())
    with django_assert_num_queries(0):
        assert manuscript.enclosed == []
        assert list(AttachmentUnconfirmed().findings(manuscript)) == []


def test_a_blocked_notice_is_not_submitted(reporter):
    notice = attach(reporter, pdf(f"call {MOBILE}"), author=reporter).notice
    notice.keep_version(reporter)
    with pytest.raises(Refused, match="手机号"):
        notice.decide(Action.SUBMIT, reporter)


def test_a_million_characters_are_checked_in_a_few_seconds(reporter):
    attachment = attach(reporter, pdf())
    attachment.document.text = "禾东区桃花新村1至8幢，23:30至次日5:00，5550130。\n" * 30_000
    attachment.document.save()
    before = time.process_time()
    assert blocks(attachment.notice) == {}
    assert time.process_time() - before < 10


@pytest.mark.django_db(databases=[])
def test_the_check_is_asked():
    assert "notices.preflight.AttachmentUnconfirmed" in project.PREFLIGHT_CHECKS
