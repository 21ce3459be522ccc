"""A kind of content that exists in the tests alone goes the whole way: one model, one admin class, one template."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from editorial import preflight, snapshots
from editorial.groups import permissions_of
from editorial.models import Correction, Entry, Proposal
from editorial.rules import Action
from editorial.tests.bulletins.models import Bulletin, Line
from portal.testing import make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _newsroom(db):
    """The groups have what they are given for every kind of content, this one too (see conftest.py)."""
    for group in Group.objects.all():
        codenames = [name.partition(".")[2] for name in permissions_of(group.name) if name.startswith("bulletins.")]
        assert codenames
        group.permissions.add(*Permission.objects.filter(codename__in=codenames))


def url(page, *args):
    return reverse(f"admin:bulletins_bulletin_{page}", args=args)


def form(bulletin=None, lines=(), **fields):
    stored = list(bulletin.lines.all()) if bulletin else []
    data = {
        "title": "停水快报",
        "text": "<p>鼓楼巷今晚停水。</p>",
        "lines-TOTAL_FORMS": len(stored) + len(lines),
        "lines-INITIAL_FORMS": len(stored),
        "_version": bulletin.version if bulletin else "",
        "_continue": 1,
    }
    for number, line in enumerate(stored):
        data |= {f"lines-{number}-id": line.pk, f"lines-{number}-text": line.text, f"lines-{number}-order": line.order}
    for number, text in enumerate(lines, len(stored)):
        data |= {f"lines-{number}-text": text, f"lines-{number}-order": number}
    return data | fields


def decide(client, pk, action, *, proposed=False, comment=""):
    item = Bulletin.objects.get(pk=pk)
    subject = Proposal.objects.of(item).at_work().get() if proposed else item
    page = "proposal_decide" if proposed else "decide"
    response = client.post(url(page, pk, action), {"seen": subject.version, "comment": comment})
    assert response.status_code == 302, response.content.decode()
    return Bulletin.objects.get(pk=pk)


def test_it_goes_from_the_desk_to_its_readers_and_back(
    as_person, reporter, first_reviewer, second_reviewer, final_reviewer
):
    as_person(reporter).post(url("add"), form(lines=["接好水", "关好阀"], _then="submit"))
    bulletin = Bulletin.objects.get()
    assert (bulletin.state, bulletin.version) == ("in_review", 1)
    for reviewer in (first_reviewer, second_reviewer, final_reviewer):
        bulletin = decide(as_person(reviewer), bulletin.pk, Action.PASS)
    assert list(Bulletin.objects.published()) == [bulletin]

    # Another version, by somebody who may not publish.
    as_person(reporter).post(url("propose", bulletin.pk))
    proposal = Proposal.objects.get()
    data = form(lines=["接好水", "关好总阀"], title="停水快报（更新）", **{"_readers-correction": "“阀”应为“总阀”。"})
    assert as_person(reporter).post(url("proposal", bulletin.pk), data).status_code == 302
    bulletin.refresh_from_db()
    assert (bulletin.title, [line.text for line in bulletin.lines.all()]) == ("停水快报", ["接好水", "关好阀"])
    decide(as_person(reporter), bulletin.pk, Action.SUBMIT, proposed=True)
    for reviewer in (first_reviewer, second_reviewer, final_reviewer):
        decide(as_person(reviewer), bulletin.pk, Action.PASS, proposed=True)
    bulletin = Bulletin.objects.get()
    assert (bulletin.title, [line.text for line in bulletin.lines.all()]) == (
        "停水快报（更新）",
        ["接好水", "关好总阀"],
    )
    proposal.refresh_from_db()
    assert proposal.state == "adopted"
    assert [correction.text for correction in Correction.objects.about(Bulletin)] == ["“阀”应为“总阀”。"]

    # The way back, and the end.
    page = as_person(final_reviewer).get(url("compare", bulletin.pk)).content.decode()
    assert "总阀" in page
    restored = {"seen": bulletin.version, "_readers-is_minor": "on"}
    assert as_person(final_reviewer).post(url("restore", bulletin.pk, 1), restored).status_code == 302
    bulletin = Bulletin.objects.get()
    assert (bulletin.title, [line.text for line in bulletin.lines.all()]) == ("停水快报", ["接好水", "关好阀"])
    decide(as_person(final_reviewer), bulletin.pk, Action.WITHDRAW, comment="已恢复供水")
    assert not Bulletin.objects.published().exists()
    actions = [entry.action for entry in Entry.objects.about(Bulletin) if entry.proposal is None]
    assert actions == ["save", "submit", "pass", "pass", "pass", "save", "correct", "restore", "minor", "withdraw"]


def test_every_page_of_it_answers(as_person, reporter, final_reviewer):
    bulletin = Bulletin.objects.create(title="快报", text="<p>一则。</p>", author=reporter)
    Line.objects.create(bulletin=bulletin, text="一行")
    client = as_person(final_reviewer)
    assert client.get(url("changelist")).status_code == 200
    for page in ("change", "history", "compare", "preflight", "preview", "preview_links"):
        assert client.get(url(page, bulletin.pk)).status_code == 200, page
    assert "一行" in client.get(url("preview", bulletin.pk)).content.decode()
    assert client.get("/admin/").status_code == client.get("/admin/calendar/").status_code == 200


def test_the_checks_read_it(reporter):
    photo = make_photo(alt_text="")
    bulletin = Bulletin.objects.create(title="快报", text="<p>请打13800138000。</p>", author=reporter, picture=photo)
    Line.objects.create(bulletin=bulletin, text="或者打13800138001")
    fields = {finding.field for finding in preflight.run(bulletin).blocks}
    assert fields == {"text", "lines", "picture"}


def test_it_is_looked_at_in_memory_without_being_written(reporter):
    bulletin = Bulletin.objects.create(title="快报", text="<p>一则。</p>", author=reporter)
    Line.objects.create(bulletin=bulletin, text="一行")
    data = snapshots.snapshot_of(bulletin)
    data["fields"]["title"], data["rows"]["lines"] = "另一则", [{"id": None, "text": "两行", "order": 0}]
    seen = snapshots.as_item(bulletin, data)
    assert (seen.title, [line.text for line in seen.lines.all()]) == ("另一则", ["两行"])
    bulletin.refresh_from_db()
    assert (bulletin.title, bulletin.lines.get().text) == ("快报", "一行")
