"""The other pages of the desk as everybody: history, comparison, restoring, pre-flight, overriding, proposing."""

import pytest
from django.db import transaction
from django.test import Client

from articles.tests.admin_form import url
from editorial import snapshots
from editorial.models import Override, Proposal, Version
from editorial.preflight import BLOCKS, Check
from portal.testing import make_article, make_draft, make_person

from .desk import changed_proposal, stored

pytestmark = pytest.mark.django_db
STAFF = ("reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer", "keeper", "root")
REASON = "已与本人核实"
MADE_UP = ("0", "x", "-1", "1.5", "²", "٣", "9" * 30, "9" * 5000, "1'", "true")


class NoRain(Check):
    """A check of our own, so that these tests depend on nobody else's."""

    code, level, name = "rain", BLOCKS, "雨"

    def findings(self, manuscript):
        if "雨" in manuscript.item.title:
            yield self.found("标题里有雨。", "title", met="雨")


@pytest.fixture(autouse=True)
def _one_check(settings):
    settings.PREFLIGHT_CHECKS = [f"{__name__}.NoRain"]


@pytest.fixture
def people(cast):
    return {**cast, "root": make_person("root", is_superuser=True, group="管理员")}


@pytest.fixture
def live(reporter, final_reviewer):
    """A live article with three versions of its own, and a proposed version that is behind."""
    article = make_article("电梯启用", reporter)
    article.keep_version(reporter)
    article.title = "雨后电梯启用"
    article.save()
    article.keep_version(reporter)
    changed_proposal(article, reporter, title="雨停了电梯启用")
    article.kicker = "便民"
    article.save()
    article.keep_version(final_reviewer)
    return article


def addresses(article):
    """Each page with the one method that it takes, who may use it, and what it is sent."""
    digest = NoRain().found("", met="雨").digest
    override = {"digest": digest, "reason": REASON}
    reviewers = {"first_reviewer", "second_reviewer", "final_reviewer", "root"}
    return {
        "history": ("get", url("history", article.pk), set(STAFF), {}),
        "compare": ("get", url("compare", article.pk), set(STAFF), {}),
        "preflight": ("get", url("preflight", article.pk), set(STAFF), {}),
        "proposal": ("get", url("proposal", article.pk), set(STAFF), {}),
        "proposal preflight": ("get", url("proposal_preflight", article.pk), set(STAFF), {}),
        "restore": ("post", url("restore", article.pk, 1), {"final_reviewer", "root"},
                    {"seen": article.version, "_readers-is_minor": "on"}),
        "override": ("post", url("override", article.pk), {"final_reviewer", "root"}, override),
        "propose": ("post", url("propose", article.pk), set(STAFF) - {"keeper"}, {}),
        "proposal override": ("post", url("proposal_override", article.pk), {"final_reviewer", "root"}, override),
        "catch up": ("post", url("proposal_catch_up", article.pk), reviewers | {"reporter"}, {}),
    }  # fmt: skip


def test_whoever_may_use_a_page_can_and_nobody_else(live, people, as_person):
    before = stored()
    for page, (method, address, allowed, data) in addresses(live).items():
        for name, person in people.items():
            with transaction.atomic():
                response = getattr(as_person(person), method)(address, data)
                transaction.set_rollback(True)
            expected = 200 if method == "get" else 302
            if name not in allowed:
                expected = 302 if name == "outsider" or (name == "anonymous" and method == "get") else 403
            assert response.status_code == expected, (page, name)
            if name in {"anonymous", "outsider"} and expected == 302:
                assert response["Location"].startswith("/admin/login/"), (page, name)
            if method == "get" or name not in allowed:
                assert stored() == before, (page, name)


def test_every_page_takes_one_method_and_only_with_the_token(live, people, as_person):
    before, careful = stored(), Client(enforce_csrf_checks=True)
    careful.force_login(people["root"])
    for page, (method, address, _allowed, data) in addresses(live).items():
        for other in {"get", "post", "put", "patch", "delete"} - {method}:
            if page == "proposal" and other == "post":
                continue  # its form
            assert getattr(as_person(people["root"]), other)(address).status_code == 405, (page, other)
        if method == "post":
            assert careful.post(address, data).status_code == 403, page
    assert stored() == before


def test_unknown_items_and_versions_are_not_found(live, people, as_person):
    draft = make_draft(people["reporter"])
    draft.keep_version(people["reporter"])
    before, client = stored(), as_person(people["root"])
    for key in (0, 10**17):
        for method, address, _allowed, data in addresses(live).values():
            unknown = address.replace(f"/{live.pk}/", f"/{key}/", 1)
            assert getattr(client, method)(unknown, data).status_code == 404, unknown
    for number in (0, live.version + 1, 10**17, 10**40):
        assert client.post(url("restore", live.pk, number), {"seen": live.version}).status_code == 404
    for page in ("proposal", "proposal_preflight"):
        assert client.get(url(page, draft.pk)).status_code == 404
    for page in ("proposal_catch_up", "proposal_override"):
        assert client.post(url(page, draft.pk)).status_code == 404
    assert stored() == before


@pytest.mark.parametrize("made_up", MADE_UP)
def test_made_up_numbers_in_the_address_of_a_comparison_are_not_found(made_up, live, people, as_person):
    client = as_person(people["reporter"])
    for query in ({"from": made_up}, {"to": made_up}, {"from": made_up, "to": made_up}, {"from": 1, "to": made_up}):
        assert client.get(url("compare", live.pk), query).status_code == 404, query
    assert client.get(url("compare", live.pk), {"from": "", "to": "", "x": made_up}).status_code == 200


def test_an_item_that_nobody_has_saved_at_the_desk_has_pages_too(people, as_person):
    bare = make_article("旧稿")
    for name in STAFF:
        for page in ("history", "compare", "preflight"):
            assert as_person(people[name]).get(url(page, bare.pk)).status_code == 200
    client = as_person(people["root"])
    assert client.post(url("restore", bare.pk, 1), {"seen": 0}).status_code == 404


@pytest.mark.parametrize(("digest", "reason", "sentence"), [
    (None, "", "必须有理由"),
    (None, "  \n ", "必须有理由"),
    (None, "字" * 201, "201 字"),
    ("", REASON, ""),
    ("f" * 64, REASON, ""),
    ("'; --", REASON, ""),
])  # fmt: skip
@pytest.mark.parametrize("page", ["override", "proposal_override"])
def test_an_override_needs_a_finding_and_a_reason_of_bearable_length(
    page, digest, reason, sentence, live, people, as_person
):
    before = stored()
    digest = NoRain().found("", met="雨").digest if digest is None else digest
    response = as_person(people["final_reviewer"]).post(url(page, live.pk), {"digest": digest, "reason": reason})
    assert response.status_code == 422
    error = response.context["refused"]["error"]
    assert sentence in error or not sentence
    assert str(error) in response.content.decode()
    if len(digest) == 64 and digest != "f" * 64:
        assert reason.strip() in response.content.decode()
    assert stored() == before


def test_what_is_overridden_twice_is_told_and_kept_once(live, people, as_person):
    data = {"digest": NoRain().found("", met="雨").digest, "reason": REASON}
    assert as_person(people["final_reviewer"]).post(url("override", live.pk), data).status_code == 302
    assert as_person(people["root"]).post(url("override", live.pk), {**data, "reason": "我也"}).status_code == 422
    assert [override.reason for override in Override.objects.all()] == [REASON]
    assert live.record.filter(action="override").count() == 1


def test_nobody_overrides_what_the_checks_say_of_their_own_work(people, as_person):
    own = make_article("雨后电梯启用", people["final_reviewer"])
    changed_proposal(own, people["final_reviewer"], title="雨停了")
    data = {"digest": NoRain().found("", met="雨").digest, "reason": REASON}
    for page in ("override", "proposal_override"):
        assert as_person(people["final_reviewer"]).post(url(page, own.pk), data).status_code == 403
    assert not Override.objects.exists()


def test_pressing_twice_proposes_once_and_catches_up_once(live, people, as_person):
    client = as_person(people["reporter"])
    for _press in range(2):
        assert client.post(url("propose", live.pk)).url == url("proposal", live.pk)
    assert Proposal.objects.count() == 1
    for _press in range(2):
        assert client.post(url("proposal_catch_up", live.pk)).url == url("proposal", live.pk)
    proposal = live.open_proposal()
    assert Version.objects.filter(proposal=proposal).count() == 2
    assert (proposal.is_behind, proposal.data["fields"]["kicker"]) == (False, "便民")
    assert snapshots.snapshot_of(live)["fields"]["title"] == "雨后电梯启用"
