"""PDFs: what acts, brings along or hides is refused or to be confirmed; an ordinary one is read."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, String

from documents.screening.examining import examine
from documents.screening.pdf import cleaning
from documents.screening.verdict import DocumentRefused

from .files import pdf


def refusal(data):
    with pytest.raises(DocumentRefused) as refused:
        examine(data)
    return refused.value.code


def action(kind, **more):
    return Dictionary(S=Name(f"/{kind}"), **more)


def annotation(kind, **more):
    return Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]), **more)


def with_annotations(*annotations):
    def change(file):
        file.pages[0].obj.Annots = file.make_indirect(Array(list(annotations)))

    return change


def set_root(**keys):
    def change(file):
        for key, value in keys.items():
            file.Root[f"/{key}"] = value

    return change


def attach(file):
    file.attachments["a.txt"] = pikepdf.AttachedFileSpec(file, b"hello")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (set_root(OpenAction=action("JavaScript", JS=String("app.alert(1)"))), "script"),
        (set_root(OpenAction=action("Named", N=Name.Print)), "script"),
        (set_root(OpenAction=action("Launch", F=String("calc.exe"))), "script"),
        (set_root(AA=Dictionary(WC=action("JavaScript", JS=String("a")))), "script"),
        (set_root(Names=Dictionary(JavaScript=Dictionary(Names=Array([])))), "script"),
        (set_root(AcroForm=Dictionary(XFA=String("<xdp/>"))), "xfa"),
        (set_root(Collection=Dictionary()), "embedded-pdf"),
        (attach, "embedded-pdf"),
        (with_annotations(annotation("Link", A=action("Launch", F=String("a.exe")))), "script"),
        (with_annotations(annotation("Link", A=action("GoToR", F=String("other.pdf")))), "script"),
        (with_annotations(annotation("Link", A=action("SubmitForm", F=String("https://a.example")))), "script"),
        (with_annotations(annotation("Link", A=action("URI", URI=String("javascript:alert(1)")))), "link"),
        (with_annotations(annotation("Link", A=action("URI", URI=String("file:///etc/passwd")))), "link"),
        (with_annotations(annotation("Link", A=Dictionary(S=Name.GoTo, Next=action("Launch")))), "script"),
        (with_annotations(annotation("FileAttachment")), "embedded-pdf"),
        (with_annotations(annotation("RichMedia")), "media"),
        (with_annotations(annotation("Screen")), "media"),
    ],
)  # fmt: skip
def test_a_pdf_that_acts_or_brings_something_along_is_refused(change, code):
    assert refusal(pdf(change=change)) == code


@pytest.mark.parametrize("where", ["array", "action"])
def test_where_a_reader_begins_is_no_action_and_is_taken_out(where):
    def change(file):
        place = Array([file.pages[0].obj, Name.Fit])
        file.Root.OpenAction = place if where == "array" else action("GoTo", D=place)

    clean = examine(pdf(change=change)).data
    with pikepdf.open(io.BytesIO(clean)) as opened:
        assert "/OpenAction" not in opened.Root


@pytest.mark.parametrize("user", ["", "secret"])
def test_a_pdf_with_any_password_is_refused(user):
    assert refusal(pdf(encryption=Encryption(user=user, owner="owner"))) == "locked"


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(cleaning, "MOST_PAGES", 2)
    assert examine(pdf("a", "b")).text == "a\nb"
    assert refusal(pdf("a", "b", "c")) == "pages"


def test_a_pdf_of_too_many_objects_is_refused(monkeypatch):
    monkeypatch.setattr(cleaning, "MOST_OBJECTS", 3)
    assert refusal(pdf()) == "too-much-work"


def test_a_pdf_without_pages_is_refused():
    assert refusal(pdf(change=lambda file: file.pages.__delitem__(0))) == "broken"


def test_remarks_are_read_and_to_be_confirmed_with_their_pages():
    def change(file):
        file.pages[1].obj.Annots = Array([annotation("Text", Contents=String("call 13800138000")), annotation("Popup")])
        file.pages[0].obj.Annots = Array([annotation("Link", A=action("URI", URI=String("tel:5550130")))])

    screened = examine(pdf("a", "b", change=change))
    assert screened.findings == [{"code": "annotations", "count": 1, "where": ["2"]}]
    assert {"call 13800138000", "tel:5550130"} <= set(screened.text.splitlines())


def test_what_was_filled_in_and_bookmarks_are_read():
    def change(file):
        field = annotation("Widget", FT=Name.Tx, T=String("name"), V=String("13800138000"))
        file.pages[0].obj.Annots = Array([field])
        file.Root.Outlines = Dictionary(First=Dictionary(Title=String("13900139000")))

    screened = examine(pdf(change=change))
    assert screened.findings == []
    assert {"13800138000", "13900139000"} <= set(screened.text.splitlines())


def test_a_page_that_is_a_picture_is_to_be_confirmed_and_a_blank_one_is_not():
    def change(file):
        picture = file.make_stream(
            b"\x80" * 4, Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2, BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )  # fmt: skip
        page = file.pages[1].obj
        page.Resources = Dictionary(XObject=Dictionary(Im=picture))
        page.Contents = file.make_stream(b"q 500 0 0 700 40 40 cm /Im Do Q")

    screened = examine(pdf("text", "", "", change=change))
    assert screened.findings == [{"code": "no-text", "count": 1, "where": ["2"]}]


def test_layers_that_are_switched_off_are_to_be_confirmed():
    def layers(**default):
        return set_root(OCProperties=Dictionary(OCGs=Array([]), D=Dictionary(**default)))

    assert examine(pdf(change=layers())).findings == []
    assert examine(pdf(change=layers(OFF=Array([Dictionary(Type=Name.OCG)])))).findings[0]["code"] == "hidden-layers"
    assert examine(pdf(change=layers(BaseState=Name.OFF))).findings[0]["code"] == "hidden-layers"


def test_a_signature_is_to_be_confirmed_and_its_certificate_is_taken_out():
    def change(file):
        signature = file.make_indirect(Dictionary(Type=Name.Sig, Contents=String("certificate of somebody")))
        field = file.make_indirect(annotation("Widget", FT=Name.Sig, T=String("seal"), V=signature))
        file.pages[0].obj.Annots = Array([field])
        file.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array([field]))

    screened = examine(pdf(change=change))
    assert screened.findings == [{"code": "signature", "count": 1, "where": []}]
    assert "certificate" not in screened.text
    with pikepdf.open(io.BytesIO(screened.data)) as opened:
        assert "certificate" not in "".join(map(repr, opened.objects))


def test_a_scan_takes_little_time():
    before = datetime.now(UTC)
    assert len(examine(pdf(*["Water is off tonight."] * 300)).text.splitlines()) == 300
    assert (datetime.now(UTC) - before).total_seconds() < 5
