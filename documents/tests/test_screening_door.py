"""The door: a file is measured before it is read, and examined where it can do no harm."""

import io
import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError

from documents.findings import FINDINGS, REFUSALS, finding_words
from documents.screening import child, door
from documents.screening.door import screen
from documents.screening.verdict import Text

from .files import docx, pdf, relationship, xlsx


def refusal(upload):
    with pytest.raises(ValidationError) as refused:
        screen(upload)
    return refused.value


@pytest.mark.parametrize(("data", "kind"), [(pdf(), "pdf"), (docx(), "docx"), (xlsx(), "xlsx")])
def test_a_good_document_comes_through_with_its_text(data, kind):
    screened = screen(io.BytesIO(data))
    assert screened.format == kind
    assert screened.text
    assert screen(io.BytesIO(screened.data)) == screened


def test_chinese_and_findings_come_through():
    screened = screen(io.BytesIO(xlsx(lambda book, sheet: setattr(book.create_sheet("人员"), "sheet_state", "hidden"))))
    assert screened.findings == [{"code": "hidden-sheets", "count": 1, "where": ["人员"]}]
    assert "停水路段" in screened.text


class Sixty(io.BytesIO):
    """Sixty megabytes that nobody may read."""

    def seek(self, *args):
        return 0

    def tell(self):
        return 60 * 1024 * 1024

    def read(self, *args):
        raise AssertionError("it was read")


def test_a_file_of_sixty_megabytes_is_refused_before_it_is_read():
    refused = refusal(Sixty())
    assert refused.code == "too-large"
    assert refused.messages == ["这个文件有60.0\xa0MB，附件最大20.0\xa0MB。请压缩其中的图片，或者拆成几个文件。"]


def test_a_file_of_the_very_limit_is_let_in(settings):
    data = pdf()
    settings.DOCUMENT_MAX_BYTES = len(data)
    assert screen(io.BytesIO(data)).format == "pdf"
    settings.DOCUMENT_MAX_BYTES -= 1
    assert refusal(io.BytesIO(data)).code == "too-large"


def test_a_refusal_says_in_chinese_what_to_do():
    assert refusal(io.BytesIO(docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"))).messages == [
        "这个文件带有宏。请另存为不含宏的 .docx 或 .xlsx 再上传。"
    ]


def test_what_a_refusal_quotes_from_the_file_is_cut_short():
    row = relationship("image", "https://a.example/" + "a" * 5000, external=True)
    [sentence] = refusal(io.BytesIO(docx(rows=[row]))).messages
    assert "https://a.example/aaa" in sentence
    assert len(sentence) < 200


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_is_a_chinese_sentence(code):
    details = dict.fromkeys(("size", "limit", "name", "target"), "a") | {"count": 301, "limit": 300}
    [sentence] = door.refusal(code, **details).messages
    assert sentence.endswith("。")
    assert "%" not in sentence


@pytest.mark.parametrize("code", FINDINGS)
def test_every_finding_is_told_in_chinese_with_its_place(code):
    told = finding_words({"code": code, "count": 3, "where": ["甲", "乙"]})
    assert "甲、乙" in told
    assert "%" not in told
    assert not told.isascii()
    assert finding_words({"code": code, "count": 3, "where": []}) in told


def test_every_code_that_is_raised_or_noted_has_its_words(settings):
    import re

    source = "".join(path.read_text() for path in (settings.BASE_DIR / "documents/screening").rglob("*.py"))
    raised, noted = (set(re.findall(rf'{call}\("([a-z-]+)"', source)) for call in ("Refused", "note"))
    assert set() < raised <= REFUSALS.keys()
    assert set() < noted <= FINDINGS.keys()


def in_the_child(code, seconds=child.SECONDS):
    """How `code` ends under the limits of the process that examines, and of so many seconds of work."""
    limited = f"from documents.screening import child; child.SECONDS = {seconds}; child.set_limits(); {code}"
    return run_python(limited)


def run_python(code):
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603


def test_the_process_that_examines_knows_nothing_of_the_site():
    loaded = "import documents.screening.child, documents.screening.examining, sys; print('django' in sys.modules)"
    assert run_python(loaded).stdout == "False\n"


def test_the_process_is_given_nothing_of_the_environment(monkeypatch):
    given = {}
    honest = subprocess.run
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(
        door.subprocess, "run", lambda *args, **options: given.update(options) or honest(*args, **options)
    )
    screen(io.BytesIO(pdf()))
    assert set(given["env"]) == {"PYTHONPATH", "LANG"}


def test_memory_and_files_are_limited():
    assert "MemoryError" in in_the_child("bytearray(3 * 1024**3)").stderr
    assert in_the_child("open('/tmp/never', 'wb').write(b'a' * 10_000)").returncode != 0


def test_work_without_end_is_ended():
    ended = in_the_child("exec('while True: pass')", seconds=1)
    assert ended.returncode < 0


@pytest.mark.parametrize("fate", ["ran too long", "was killed"])
def test_a_file_that_breaks_the_process_is_refused(monkeypatch, fate):
    def run(command, **options):
        if fate == "ran too long":
            raise subprocess.TimeoutExpired(command, options["timeout"])
        return subprocess.CompletedProcess(command, -9, b"")

    monkeypatch.setattr(door.subprocess, "run", run)
    assert refusal(io.BytesIO(pdf())).code == "too-much-work"


def test_a_text_holds_nothing_that_a_database_would_not_take():
    text = Text()
    text.add("停\x00水\ud800\ufffe\r通知")
    assert str(text) == "停水\n通知"
